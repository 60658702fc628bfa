#include "scenario/source_files.hpp"

#include "scenario/overlay.hpp"
#include "scenario/yaml_reader.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace acqsim::scenario {
namespace {

namespace fs = std::filesystem;

/// One chain of files: enough for any pack, and resolve recurses once for each.
constexpr std::size_t kMaxChain = 32;

std::string normal(const std::string& name) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(name, ignored);
  return whole.empty() ? name : whole.string();
}

/// With all links followed.
std::string folder_of(const fs::path& path) { return normal(path.empty() ? "." : path.string()); }

std::string file_like(const std::string& name) {
  const fs::path path(name);
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::vector<std::string> near;
  std::error_code ignored;
  for (fs::directory_iterator it(directory, ignored), end; !ignored && it != end;
       it.increment(ignored)) {
    near.push_back(it->path().filename().string());
  }
  std::sort(near.begin(), near.end());  // a directory has no order of its own
  const auto best = base::nearest(path.filename().string(), near);
  if (!best) return {};
  return fmt::format("did you mean '{}'?", (path.parent_path() / *best).string());
}

}  // namespace

const Node* SourceFiles::resolve_file(const std::string& name) {
  folder_ = folder_of(fs::path(name).parent_path());
  const Place nowhere;
  return resolve(name, nowhere);
}

const Node* SourceFiles::resolve_text(const std::string& text, const std::string& name) {
  folder_ = folder_of(options_.directory);
  files_.push_back(name);
  const Node* const root = read_yaml(text, tree_.add_file(name), tree_, problems_);
  return root == nullptr ? nullptr : with_parents(root, options_.directory);
}

const Node* SourceFiles::resolve(const std::string& name, Place asked_from) {
  const std::string id = normal(name);
  if (std::find(open_.begin(), open_.end(), id) != open_.end()) {
    problems_.add(asked_from, "extends", fmt::format("'{}' extends itself in a circle", name));
    return nullptr;
  }
  if (const auto known = known_.find(id); known != known_.end()) {
    tree_.layers.extends(asked_from.file, known->second.file);
    return known->second.root;
  }
  if (open_.size() >= kMaxChain) {
    problems_.add(asked_from, "extends", fmt::format("a chain of more than {} files", kMaxChain));
    return nullptr;
  }
  std::string text;
  Known found;
  if (is_within(id, name, asked_from) && read(name, asked_from, text)) {
    files_.push_back(name);
    found.file = tree_.add_file(name);
    tree_.layers.extends(asked_from.file, found.file);
    const Node* const root = read_yaml(text, found.file, tree_, problems_);
    if (root != nullptr) {
      open_.push_back(id);
      found.root = with_parents(root, fs::path(name).parent_path().string());
      open_.pop_back();
    }
  }
  known_.emplace(id, found);
  return found.root;
}

const Node* SourceFiles::with_parents(const Node* root, const std::string& directory) {
  if (!root->is_map()) {
    problems_.add(root->place, {}, "a scenario is a map of keys and values",
                  "for example `name: my-scenario`");
    return nullptr;
  }
  const std::size_t problems_before = problems_.count();
  const auto parents = parents_of(root);
  bool is_whole = problems_.count() == problems_before;
  Node& own = tree_.add(Node::Kind::map, root->place);
  own.meta = root->meta;
  for (const Entry& entry : root->entries) {
    if (entry.key != "extends") own.entries.push_back(entry);
  }
  const Node* merged = nullptr;
  for (const Parent& parent : parents) {
    const fs::path path(parent.name);
    const std::string name = path.is_absolute() || directory.empty()
                                 ? parent.name
                                 : (fs::path(directory) / path).lexically_normal().string();
    const Node* const below = resolve(name, parent.place);
    if (below == nullptr) {
      is_whole = false;
    } else {
      merged = merged == nullptr ? below : overlay(merged, below, tree_, problems_);
    }
  }
  if (!is_whole) return nullptr;
  return merged == nullptr ? &own : overlay(merged, &own, tree_, problems_);
}

std::vector<SourceFiles::Parent> SourceFiles::parents_of(const Node* root) {
  const Entry* const entry = root->find("extends");
  if (entry == nullptr) return {};
  const Node* const node = entry->value;
  std::vector<Parent> parents;
  if (node->is_scalar() && !node->text.empty()) {
    parents.push_back({node->text, node->place});
  } else if (node->is_sequence()) {
    for (const Node* item : node->items) {
      if (item->is_scalar() && !item->text.empty()) {
        parents.push_back({item->text, item->place});
      } else {
        problems_.add(item->place, "extends", "expected the path of a scenario file");
      }
    }
  } else {
    problems_.add(node->place, "extends",
                  "expected the path of a scenario file, or a list of such");
  }
  return parents;
}

bool SourceFiles::is_within(const std::string& id, const std::string& name, Place asked_from) {
  if (options_.allow_outside || asked_from.file < 0) return true;
  const fs::path within(folder_);
  const fs::path file(id);
  const auto [end, rest] = std::mismatch(within.begin(), within.end(), file.begin(), file.end());
  if (end == within.end()) return true;
  problems_.add(asked_from, "extends",
                fmt::format("'{}' lies outside the folder of the scenario", name),
                "a file of others could read what it should not; if you trust it, give "
                "--allow-outside");
  return false;
}

bool SourceFiles::read(const std::string& name, Place asked_from, std::string& text) {
  // A file that another extends is blamed where it is named; one from the command line, itself.
  const auto fail = [&](const std::string& reason, std::string hint = {}) {
    if (asked_from.file >= 0) {
      problems_.add(asked_from, "extends", fmt::format("'{}' {}", name, reason), std::move(hint));
    } else {
      problems_.add({tree_.add_file(name), 0, 0}, {}, reason, std::move(hint));
    }
    return false;
  };
  std::error_code ignored;
  if (fs::is_directory(name, ignored)) return fail("is a directory, not a file");
  errno = 0;
  std::ifstream stream(name, std::ios::binary);
  if (!stream) {
    if (errno == ENOENT || errno == ENOTDIR) return fail("does not exist", file_like(name));
    if (errno == EACCES) return fail("may not be read: permission denied");
    return fail(fmt::format("cannot be opened: {}", std::strerror(errno)));
  }
  std::array<char, 1 << 16> block{};
  while (stream && text.size() <= kMaxBytes) {  // a device may never end
    stream.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return true;
}

}  // namespace acqsim::scenario
