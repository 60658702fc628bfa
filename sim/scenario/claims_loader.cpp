#include "acqsim/scenario/claims_loader.hpp"

#include "scenario/binder.hpp"
#include "scenario/source_files.hpp"

#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace acqsim::scenario {
namespace {

/// Exactly one of two values.
void one_of(LoadedClaims& loaded, const std::string& path, const std::string& a, bool has_a,
            const std::string& b, bool has_b) {
  if (has_a && has_b) {
    loaded.problems.push_back(
        loaded.problem(path + "." + b, fmt::format("both '{}' and '{}' are given", a, b)));
  } else if (!has_a && !has_b) {
    loaded.problems.push_back(loaded.problem(path, fmt::format("has neither '{}' nor '{}'", a, b)));
  }
}

void check_test(LoadedClaims& loaded, const std::string& path, const spec::ClaimTest& test) {
  one_of(loaded, path, "outcome", !test.outcome.empty(), "measure", !test.measure.empty());
  if (test.measure.empty() && !test.of.empty())
    loaded.problems.push_back(loaded.problem(path + ".of", "only a measure has labels"));
  if (test.against.empty() && !test.against_set.empty())
    loaded.problems.push_back(
        loaded.problem(path + ".against_set", "there is no 'against' to change"));
}

void check_claims(LoadedClaims& loaded) {
  if (loaded.claims.claims.empty() && loaded.problems.empty())
    loaded.problems.push_back(loaded.problem("claims", "there is no claim"));
  for (const auto& [id, claim] : loaded.claims.claims) {
    const std::string path = "claims." + id;
    one_of(loaded, path, "tests", !claim.tests.empty(), "untested", !claim.untested.empty());
    for (const auto& [name, test] : claim.tests) check_test(loaded, path + ".tests." + name, test);
    for (const auto& [value, assumption] : claim.assumptions) {
      const std::string here = path + ".assumptions." + value;
      const bool has_ends = !assumption.low.empty() || !assumption.high.empty();
      if (has_ends && !assumption.is_tried)
        loaded.problems.push_back(
            loaded.problem(here, "has an end that is not tried", "write tried: true"));
      if (assumption.is_tried && claim.tests.empty())
        loaded.problems.push_back(loaded.problem(here, "there is no test to run at its ends"));
    }
  }
}

}  // namespace

base::Diagnostic LoadedClaims::problem(const std::string& path, const std::string& message,
                                       std::string hint) const {
  base::Diagnostic diagnostic;
  diagnostic.file = file;
  diagnostic.path = path;
  diagnostic.message = path + ": " + message;
  diagnostic.hint = std::move(hint);
  std::string around = path;
  auto found = positions.find(around);
  while (found == positions.end() && around.find('.') != std::string::npos) {
    around.resize(around.rfind('.'));
    found = positions.find(around);
  }
  if (found != positions.end()) {
    diagnostic.line = found->second.line;
    diagnostic.column = found->second.column;
  }
  return diagnostic;
}

LoadedClaims load_claims(const std::string& file, const Catalogue& catalogue) {
  Tree tree;
  Problems problems(tree);
  SourceFiles files(tree, problems, {});
  const Node* const root = files.resolve_file(file);
  if (root == nullptr) problems.throw_if_any();

  LoadedClaims loaded;
  loaded.file = file;
  loaded.directory = std::filesystem::path(file).parent_path().string();
  const Ids ids(root, problems);
  Loaded rest;
  Bound bound;
  Binder(catalogue, tree, ids, problems, rest, bound)
      .bind(root, spec::claims_table(), &loaded.claims);
  for (const auto& [path, distribution] : rest.scenario.uncertain) {
    problems.add(bound.written[path].value, path, "expected one number, found a distribution");
  }
  for (const auto& [path, written] : bound.written)
    loaded.positions[path] = {written.value.line, written.value.column};
  try {
    problems.throw_if_any();
  } catch (const base::InputError& error) {
    loaded.problems = error.diagnostics();
  }
  if (files.files().size() > 1)
    loaded.problems.push_back(loaded.problem("extends", "a claims file extends nothing"));
  check_claims(loaded);
  return loaded;
}

}  // namespace acqsim::scenario
