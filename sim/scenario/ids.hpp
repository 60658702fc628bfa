#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::scenario {

/// All ids that a scenario defines, by kind ("vendors"). Ids of a kind are unique wherever they are
/// nested, so that a reference needs no owner.
class Ids {
 public:
  /// Collects every id that the tables say is defined under `root`; wrong and repeated ids are
  /// problems.
  Ids(const Node* root, Problems& problems);

  /// `kinds` as in Parameter::refers_to: one kind, or several with commas.
  bool is_known(std::string_view kinds, const std::string& id) const;
  std::vector<std::string> of(std::string_view kinds) const;

 private:
  std::map<std::string, std::map<std::string, Place>, std::less<>> known_;
};

/// "vendors,providers" as "vendor or provider".
std::string singular(std::string_view kinds);

/// "an enclave", "a vendor".
std::string with_article(const std::string& noun);

/// Keys that any map may hold besides its own: basis, source and note.
bool is_citation_key(std::string_view key);

}  // namespace acqsim::scenario
