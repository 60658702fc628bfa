#include "scenario/bound_scenario.hpp"

#include "scenario/binder.hpp"
#include "scenario/canonical.hpp"
#include "scenario/checks.hpp"
#include "scenario/vary.hpp"

namespace acqsim::scenario {

Loaded bound_scenario(const Node* root, const Catalogue& catalogue, Tree& tree, Problems& problems,
                      const VaryAsked& asked) {
  const Ids ids(root, problems);
  Loaded loaded;
  Bound bound;
  Binder(catalogue, tree, ids, problems, loaded, bound).bind(root);
  check_whole(loaded.scenario, bound, problems);
  const Node* node = asked.node != nullptr ? asked.node : bound.vary;
  if (node != nullptr && !asked.is_skipped) {
    const ValueReader values(tree, ids, problems);
    Vary vary = read_vary(node, root, loaded.origin, values, problems);
    for (const VariedParameter* one : vary.parameters()) loaded.vary_paths.push_back(one->path);
    if (asked.out != nullptr) *asked.out = std::move(vary);
  }
  loaded.canonical = canonical_text(loaded.scenario, std::move(bound.canonical));
  return loaded;
}

}  // namespace acqsim::scenario
