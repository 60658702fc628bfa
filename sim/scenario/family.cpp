#include "acqsim/scenario/family.hpp"

#include "scenario/bound_scenario.hpp"
#include "scenario/canonical.hpp"
#include "scenario/overrides.hpp"
#include "scenario/source_files.hpp"
#include "scenario/vary.hpp"
#include "scenario/yaml_reader.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace acqsim::scenario {
namespace {

const char* const kVaryOption = "--vary";
const char* const kDesignOption = "--design";

/// "0,0.5,1", "0..2/9", "range" or nothing as the YAML that they are short for.
std::string long_form(const std::string& values) {
  if (values.empty()) return "range";
  if (values.front() == '[' || values.front() == '{' || values == "range") return values;
  const std::size_t dots = values.find("..");
  if (dots == std::string::npos) return "[" + values + "]";
  const std::size_t slash = values.rfind('/');
  // "1/y..4/y/4": what follows the last slash is a number of points only if it is whole.
  const bool has_points = slash != std::string::npos && slash > dots && slash + 1 < values.size() &&
                          values.find_first_not_of("0123456789", slash + 1) == std::string::npos;
  const std::string to = values.substr(dots + 2, has_points ? slash - dots - 2 : std::string::npos);
  std::string text = fmt::format("{{from: {}, to: {}", values.substr(0, dots), to);
  if (has_points) text += ", points: " + values.substr(slash + 1);
  return text + "}";
}

/// `vary` with what the options say in its place.
const Node* asked_vary(const VaryRequest& request, const Node* root, Tree& tree,
                       Problems& problems) {
  const Entry* const own = root->find("vary");
  if (request.varied.empty() && !request.design) return nullptr;
  const int file = tree.add_file(kVaryOption);
  const Place place{file, 0, 0};
  Node& vary = tree.add(Node::Kind::map, place);
  if (request.varied.empty() && own != nullptr && own->value->is_map()) {
    vary = *own->value;
  }
  for (const std::string& argument : request.varied) {
    const std::size_t equals = argument.find('=');
    const std::string path = argument.substr(0, equals);
    if (path.empty()) {
      problems.add(place, "", fmt::format("'{}' has no path before '='", argument),
                   "write PATH=VALUES, for example lock_in.strength=0,0.5,1");
      continue;
    }
    const std::string values = equals == std::string::npos ? "" : argument.substr(equals + 1);
    const bool is_special = path == "together" || path == "where" || path == "design";
    if (vary.find(path) != nullptr) {
      problems.add(place, "vary." + path, "is varied twice");
      continue;
    }
    const std::string text = is_special ? values : long_form(values);
    if (const Node* node = read_yaml_value(text, "vary." + path, file, tree, problems)) {
      vary.entries.push_back({path, place, node});
    }
  }
  if (request.design) {
    const Place at{tree.add_file(kDesignOption), 0, 0};
    Node& design = tree.add(Node::Kind::scalar, at);
    design.text = *request.design;
    std::erase_if(vary.entries, [](const Entry& entry) { return entry.key == "design"; });
    vary.entries.push_back({"design", at, &design});
  }
  return &vary;
}

void set_base(VariedParameter& parameter, spec::Scenario& scenario) {
  const auto leaf = leaf_at(scenario, parameter.path);
  if (!leaf) return;
  if (const auto* number = std::get_if<double>(&*leaf)) {
    parameter.base = *number;
    parameter.base_text = base::quantity_text(*number, parameter.unit);
  } else if (const auto* distribution = std::get_if<stats::Distribution>(&*leaf)) {
    parameter.base = distribution->median();
    parameter.base_text = distribution->is_fixed()
                              ? base::quantity_text(parameter.base, parameter.unit)
                              : distribution->describe();
  }
}

}  // namespace

struct Family::Content {
  Catalogue catalogue;
  Tree tree;
  const Node* root = nullptr;
  Loaded base;
  Vary vary;

  Content(const std::function<const Node*(SourceFiles&)>& resolve, const Catalogue& a_catalogue,
          std::span<const Override> overrides, const VaryRequest& request,
          const LoadOptions& options)
      : catalogue(a_catalogue) {
    Problems problems(tree);
    SourceFiles files(tree, problems, options);
    root = resolve(files);
    if (root == nullptr) problems.throw_if_any();
    root = apply(root, overrides, tree, problems);
    const Node* asked = asked_vary(request, root, tree, problems);
    base = bound_scenario(root, catalogue, tree, problems, {asked, false, &vary});
    if (vary.groups.empty() && problems.count() == 0) {
      problems.add(root->place, "", "varies nothing",
                   "give it `vary: {PATH: [VALUE, VALUE]}`, or --vary PATH=VALUE,VALUE");
    }
    problems.throw_if_any();
    base.files = files.files();
    for (VariedGroup& group : vary.groups) {
      for (VariedParameter& one : group.parameters) set_base(one, base.scenario);
    }
  }
};

Family::Family(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Family::Family(Family&&) noexcept = default;
Family& Family::operator=(Family&&) noexcept = default;
Family::~Family() = default;

Family Family::of_file(const std::string& file, const Catalogue& catalogue,
                       std::span<const Override> overrides, const VaryRequest& request,
                       const LoadOptions& options) {
  return Family(
      std::make_unique<Content>([&](SourceFiles& files) { return files.resolve_file(file); },
                                catalogue, overrides, request, options));
}

Family Family::of_text(const std::string& text, const std::string& name, const Catalogue& catalogue,
                       std::span<const Override> overrides, const VaryRequest& request,
                       const LoadOptions& options) {
  return Family(
      std::make_unique<Content>([&](SourceFiles& files) { return files.resolve_text(text, name); },
                                catalogue, overrides, request, options));
}

const Loaded& Family::base() const { return content_->base; }
const Vary& Family::vary() const { return content_->vary; }

Loaded Family::with(std::span<const Override> settings) const {
  // New nodes go into a tree of this call; the nodes of the base are shared and never changed.
  Tree tree;
  tree.files = content_->tree.files;
  tree.layers = content_->tree.layers;
  Problems problems(tree);
  const Node* root = apply(content_->root, settings, tree, problems);
  Loaded loaded =
      bound_scenario(root, content_->catalogue, tree, problems, {nullptr, true, nullptr});
  problems.throw_if_any();
  loaded.files = content_->base.files;
  return loaded;
}

}  // namespace acqsim::scenario
