#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <acqsim/scenario/loader.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::scenario {

/// Reads a scenario and what it extends, and overlays them into one tree.
class SourceFiles {
 public:
  SourceFiles(Tree& tree, Problems& problems, LoadOptions options)
      : tree_(tree), problems_(problems), options_(std::move(options)) {}

  /// The whole resolved tree, without `extends`; nothing when any file could not be read.
  const Node* resolve_file(const std::string& name);
  const Node* resolve_text(const std::string& text, const std::string& name);

  const std::vector<std::string>& files() const { return files_; }

 private:
  struct Parent {
    std::string name;
    Place place;
  };

  const Node* resolve(const std::string& name, Place asked_from);
  const Node* with_parents(const Node* root, const std::string& directory);
  std::vector<Parent> parents_of(const Node* root);
  bool is_within(const std::string& id, const std::string& name, Place asked_from);
  bool read(const std::string& name, Place asked_from, std::string& text);

  Tree& tree_;
  Problems& problems_;
  LoadOptions options_;
  std::string folder_;  ///< of the scenario itself, whole; what `extends` may not leave
  std::vector<std::string> files_;
  std::vector<std::string> open_;  ///< the chain of `extends` that led here
  struct Known {
    int file = -1;               ///< in Tree::files
    const Node* root = nullptr;  ///< nothing: it failed
  };
  std::map<std::string, Known> known_;  ///< by normal path
};

}  // namespace acqsim::scenario
