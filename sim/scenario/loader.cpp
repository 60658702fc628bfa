#include "acqsim/scenario/loader.hpp"

#include "scenario/bound_scenario.hpp"
#include "scenario/overrides.hpp"
#include "scenario/source_files.hpp"

#include <functional>

namespace acqsim::scenario {
namespace {

using Resolve = std::function<const Node*(SourceFiles&)>;

Loaded load_resolved(const Resolve& resolve, const Catalogue& catalogue,
                     std::span<const Override> overrides, const LoadOptions& options) {
  Tree tree;
  Problems problems(tree);
  SourceFiles files(tree, problems, options);
  const Node* root = resolve(files);
  if (root == nullptr) problems.throw_if_any();
  root = apply(root, overrides, tree, problems);
  Loaded loaded = bound_scenario(root, catalogue, tree, problems, {});
  problems.throw_if_any();
  loaded.files = files.files();
  return loaded;
}

}  // namespace

Loaded load(const std::string& file, const Catalogue& catalogue,
            std::span<const Override> overrides, const LoadOptions& options) {
  return load_resolved([&](SourceFiles& files) { return files.resolve_file(file); }, catalogue,
                       overrides, options);
}

Loaded load_text(std::string text, const std::string& name, const Catalogue& catalogue,
                 std::span<const Override> overrides, const LoadOptions& options) {
  return load_resolved([&](SourceFiles& files) { return files.resolve_text(text, name); },
                       catalogue, overrides, options);
}

}  // namespace acqsim::scenario
