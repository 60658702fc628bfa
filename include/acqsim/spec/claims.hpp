#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// Claims put to the test: what is asserted, the runs that would show it, and what that hangs on.
/// Plain data of a claims file; `acqsim claims` decides and prints.
namespace acqsim::spec {

/// One comparison that a claim stands or falls with. The effect is what a measure or the frequency
/// of a question has in `scenario`, less what it has in `against` on the same random numbers;
/// without `against`, the level itself.
struct ClaimTest {
  int position = 0;
  std::string asks;                        ///< the test as a question that yes supports
  std::string scenario;                    ///< file, relative to the claims file
  std::map<std::string, std::string> set;  ///< values of `scenario` changed, by path
  std::string against;                     ///< file; empty: none
  std::map<std::string, std::string> against_set;
  std::string outcome;                    ///< a question of both; or
  std::string measure;                    ///< a measure of the whole run,
  std::map<std::string, std::string> of;  ///< with these labels
  std::string is;                         ///< what the effect has to be, "> 5%": the smallest that
                                          ///< matters
  std::string because;                    ///< why that much
};

/// A value that a claim's verdict may hang on.
struct ClaimAssumption {
  int position = 0;
  std::string because;    ///< how the claim hangs on it
  bool is_tried = false;  ///< the tests are run again at both ends of its range
  std::string low;        ///< another end than that of its range; empty: that one
  std::string high;
};

struct ClaimEntry {
  int position = 0;
  std::string claim;     ///< what is asserted
  std::string reading;   ///< how the tests stand for it; may be empty
  std::string untested;  ///< why no run can test it; empty: there are tests
  std::map<std::string, ClaimTest> tests;
  std::map<std::string, ClaimAssumption> assumptions;  ///< by path of the value
};

struct ClaimsFile {
  int schema = 1;
  std::string title;
  std::string scenario;  ///< file whose values, ranges and sources stand for the assumptions
  double confidence = 0.95;
  int replications = 200;
  int replications_at_ends = 60;
  std::map<std::string, ClaimEntry> claims;
};

/// Entries in the order in which the file has them. T: ClaimTest, ClaimAssumption or ClaimEntry.
template <class T>
std::vector<std::pair<std::string, const T*>> in_order(const std::map<std::string, T>& entries) {
  std::vector<std::pair<std::string, const T*>> all;
  for (const auto& [id, entry] : entries) all.emplace_back(id, &entry);
  std::ranges::stable_sort(
      all, [](const auto& a, const auto& b) { return a.second->position < b.second->position; });
  return all;
}

}  // namespace acqsim::spec
