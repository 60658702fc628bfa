#include "acqsim/scenario/resolved.hpp"

#include "scenario/overrides.hpp"
#include "scenario/source_files.hpp"
#include "scenario/value_reader.hpp"
#include "scenario/yaml_reader.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace acqsim::scenario {

struct Resolved::Content {
  Tree tree;
  const Node* root = nullptr;  ///< nothing: empty
};

namespace {

constexpr std::size_t kWidth = 78;

/// A text that YAML reads back as the same scalar: plain where it was, unless what is around it
/// would cut it.
std::string scalar(const Node& node, bool is_in_flow) {
  const bool is_cut = is_in_flow && node.text.find_first_of(",[]{}") != std::string::npos;
  const bool has_break = node.text.find_first_of("\n\r\t") != std::string::npos;
  if (node.is_quoted || is_cut || has_break || node.text.empty()) return quoted(node.text);
  return node.text;
}

std::string key_text(const std::string& key) {
  const bool is_plain = !key.empty() &&
                        key.find_first_not_of(
                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "0123456789_-.") == std::string::npos &&
                        key.front() != '-';
  return is_plain ? key : quoted(key);
}

/// On one line, in brackets.
std::string flow(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return scalar(node, true);
    case Node::Kind::sequence: {
      std::vector<std::string> items;
      for (const Node* item : node.items) items.push_back(flow(*item));
      return "[" + base::join(items, ", ") + "]";
    }
    case Node::Kind::map: {
      std::vector<std::string> entries;
      for (const Entry& entry : node.entries)
        entries.push_back(key_text(entry.key) + ": " + flow(*entry.value));
      return "{" + base::join(entries, ", ") + "}";
    }
  }
  return {};
}

/// Everything under a node comes from this file.
bool is_of_file(const Node& node, int file) {
  return std::ranges::all_of(node.entries,
                             [file](const Entry& entry) {
                               return entry.place.file == file && is_of_file(*entry.value, file);
                             }) &&
         std::ranges::all_of(node.items,
                             [file](const Node* item) { return is_of_file(*item, file); });
}

class Printer {
 public:
  Printer(const Tree& tree, bool has_origin) : tree_(tree), has_origin_(has_origin) {}

  std::string print(const Node& root) {
    bool is_first = true;
    for (const Entry& entry : root.entries) {
      const bool is_block = entry.value->is_map();
      if (is_block && !is_first) text_ += '\n';
      is_first = false;
      this->entry(entry, 0);
    }
    return std::move(text_);
  }

  /// "  # FILE:LINE", or nothing.
  std::string origin(Place place) const {
    if (!has_origin_ || place.file < 0) return {};
    const std::string& file = tree_.files.at(static_cast<std::size_t>(place.file));
    return place.line > 0 ? fmt::format("  # {}:{}", file, place.line) : "  # " + file;
  }

 private:
  /// Short, and nothing in it is a record of its own; with origin also from one place.
  bool fits(const Entry& entry, std::size_t indent, const std::string& line) const {
    const Node& node = *entry.value;
    if (indent + line.size() > kWidth) return false;
    if (node.is_map() && indent == 0) return false;
    return !has_origin_ || is_of_file(node, entry.place.file);
  }

  void entry(const Entry& entry, std::size_t indent) {
    const Node& node = *entry.value;
    const std::string margin(indent, ' ');
    const std::string key = key_text(entry.key) + ":";
    if (node.is_scalar() || node.is_null()) {
      text_ += margin + key + (node.is_null() ? "" : " " + scalar(node, false)) +
               origin(entry.place) + "\n";
      return;
    }
    const std::string line = key + " " + flow(node);
    const bool is_empty = node.entries.empty() && node.items.empty();
    if (is_empty || fits(entry, indent, line)) {
      text_ += margin + line + origin(entry.place) + "\n";
      return;
    }
    text_ += margin + key + "\n";
    for (const Entry& inner : node.entries) this->entry(inner, indent + 2);
    for (const Node* item : node.items)
      text_ += margin + "  - " + flow(*item) + origin(item->place) + "\n";
  }

  const Tree& tree_;
  bool has_origin_;
  std::string text_;
};

class Difference {
 public:
  Difference(const Printer& old_places, const Printer& new_places)
      : old_(old_places), new_(new_places) {}

  /// `before` and `after` are null where there is nothing.
  void compare(const std::string& path, const Entry* before, const Entry* after) {
    const bool old_map = before != nullptr && before->value->is_map();
    const bool new_map = after != nullptr && after->value->is_map();
    if (before != nullptr && after != nullptr && old_map && new_map) {
      maps(path, *before->value, *after->value);
      return;
    }
    if (before != nullptr && after != nullptr && flow(*before->value) == flow(*after->value))
      return;
    if (before != nullptr) tell("- ", path, *before, old_);
    if (after != nullptr) tell("+ ", path, *after, new_);
  }

  void maps(const std::string& path, const Node& before, const Node& after) {
    const auto inner = [&path](const Entry& entry) {
      return path.empty() ? entry.key : path + "." + entry.key;
    };
    for (const Entry& entry : after.entries) compare(inner(entry), before.find(entry.key), &entry);
    for (const Entry& entry : before.entries) {
      if (after.find(entry.key) == nullptr) compare(inner(entry), &entry, nullptr);
    }
  }

  std::string text() && { return std::move(text_); }

 private:
  /// Whole if it is short, else its parts.
  void tell(const char* sign, const std::string& path, const Entry& entry, const Printer& places) {
    const std::string line = sign + path + ": " + flow(*entry.value);
    if (line.size() > kWidth && entry.value->is_map()) {
      for (const Entry& inner : entry.value->entries)
        tell(sign, path + "." + inner.key, inner, places);
      return;
    }
    text_ += line + places.origin(entry.place) + "\n";
  }

  const Printer& old_;
  const Printer& new_;
  std::string text_;
};

/// The text of a scenario that extends what this one does, and says nothing itself.
std::string only_extends(const Node& root) {
  const Entry* const entry = root.find("extends");
  return entry == nullptr ? std::string() : "extends: " + flow(*entry->value) + "\n";
}

}  // namespace

Resolved::Resolved(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Resolved::Resolved(Resolved&&) noexcept = default;
Resolved& Resolved::operator=(Resolved&&) noexcept = default;
Resolved::~Resolved() = default;

Resolved Resolved::of_file(const std::string& file, std::span<const Override> overrides,
                           const LoadOptions& options) {
  auto content = std::make_unique<Content>();
  Problems problems(content->tree);
  SourceFiles files(content->tree, problems, options);
  content->root = files.resolve_file(file);
  if (content->root != nullptr)
    content->root = apply(content->root, overrides, content->tree, problems);
  problems.throw_if_any();
  return Resolved(std::move(content));
}

Resolved Resolved::of_text(const std::string& text, const std::string& name,
                           std::span<const Override> overrides, const LoadOptions& options) {
  auto content = std::make_unique<Content>();
  Problems problems(content->tree);
  SourceFiles files(content->tree, problems, options);
  content->root = files.resolve_text(text, name);
  if (content->root != nullptr)
    content->root = apply(content->root, overrides, content->tree, problems);
  problems.throw_if_any();
  return Resolved(std::move(content));
}

Resolved Resolved::parent_of_text(const std::string& text, const std::string& name,
                                  const LoadOptions& options) {
  Tree tree;
  Problems problems(tree);
  const Node* const root = read_yaml(text, tree.add_file(name), tree, problems);
  problems.throw_if_any();
  const std::string extends = root == nullptr ? std::string() : only_extends(*root);
  auto content = std::make_unique<Content>();
  if (extends.empty()) return Resolved(std::move(content));
  Problems found(content->tree);
  LoadOptions there = options;
  if (!name.starts_with('<')) there.directory = std::filesystem::path(name).parent_path().string();
  SourceFiles files(content->tree, found, there);
  content->root = files.resolve_text(extends, name);
  found.throw_if_any();
  return Resolved(std::move(content));
}

bool Resolved::is_empty() const { return content_->root == nullptr; }

std::string Resolved::yaml(bool has_origin) const {
  return is_empty() ? std::string() : Printer(content_->tree, has_origin).print(*content_->root);
}

std::string Resolved::differences_from(const Resolved& base, bool has_origin) const {
  const Node nothing;
  const Node& before = base.is_empty() ? nothing : *base.content_->root;
  const Node& after = is_empty() ? nothing : *content_->root;
  const Printer old_places(base.content_->tree, has_origin);
  const Printer new_places(content_->tree, has_origin);
  Difference difference(old_places, new_places);
  difference.maps({}, before, after);
  return std::move(difference).text();
}

}  // namespace acqsim::scenario
