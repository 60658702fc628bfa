#include "scenario/overrides.hpp"

#include "scenario/overlay.hpp"
#include "scenario/paths.hpp"
#include "scenario/yaml_reader.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <map>

namespace acqsim::scenario {

namespace {

const char* const kPolicyOption = "--policy";

bool is_true(const Node* node, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    const Entry* const entry = node->find(part);
    if (entry == nullptr) return false;
    node = entry->value;
  }
  return node->is_scalar() && node->text == "true";
}

}  // namespace

const Node* apply(const Node* root, std::span<const Override> overrides, Tree& tree,
                  Problems& problems) {
  if (overrides.empty()) return root;
  std::map<std::string, int> files;
  for (const Override& one : overrides) {
    const auto [known, is_new] = files.try_emplace(one.option, 0);
    if (is_new) {
      known->second = tree.add_file(one.option);
      tree.layers.over_all(known->second);
    }
    const int file = known->second;
    const Place place{file, 0, 0};
    const auto parts = base::split(one.path, '.');
    const PathEnd end = follow(root, parts, true);
    if (!end.problem.empty()) {
      problems.add(place, one.path, end.problem, end.hint);
      continue;
    }
    if (one.option == kPolicyOption && is_true(root, parts)) {
      problems.add(place, one.path, "changes nothing: the policy is enabled already");
      continue;
    }
    const Node* node = read_yaml_value(one.value, one.path, file, tree, problems);
    if (node == nullptr) continue;
    // As a file would have written it: one map around another.
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      Node& around = tree.add(Node::Kind::map, place);
      around.entries.push_back({*part, place, node});
      node = &around;
    }
    root = overlay(root, node, tree, problems);
  }
  return root;
}

Override enable_policy(const std::string& name) {
  return {"policies." + name + ".enabled", "true", kPolicyOption};
}

Override parse_override(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const auto refuse = [](std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.file = "--set";
    diagnostic.message = std::move(message);
    diagnostic.hint = "write PATH=VALUE, for example vendors.openai.price=$400";
    throw base::InputError({diagnostic});
  };
  if (equals == std::string::npos) refuse(fmt::format("'{}' has no '='", argument));
  if (equals == 0) refuse(fmt::format("'{}' has no path before '='", argument));
  return {.path = argument.substr(0, equals), .value = argument.substr(equals + 1)};
}

}  // namespace acqsim::scenario
