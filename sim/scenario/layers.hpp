#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace acqsim::scenario {

/// Which file of a load lies over which: one that extends another over that, with all that it
/// extends in turn, and an option of the command line (which stands for a file) over every file.
/// By positions in Tree::files.
class Layers {
 public:
  void extends(int above, int below) {
    if (above < 0 || below < 0) return;
    const auto at = static_cast<std::size_t>(below);
    if (extended_by_.size() <= at) extended_by_.resize(at + 1);
    extended_by_[at].push_back(above);
  }
  void over_all(int option) { options_.push_back(option); }

  bool lies_over(int above, int below) const {
    if (contains(options_, above)) return !contains(options_, below);
    std::vector<int> reached{below};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto at = static_cast<std::size_t>(reached[i]);
      if (reached[i] < 0 || at >= extended_by_.size()) continue;
      for (const int next : extended_by_[at]) {
        if (next == above) return true;
        if (!contains(reached, next)) reached.push_back(next);
      }
    }
    return false;
  }

 private:
  static bool contains(const std::vector<int>& all, int one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  }
  std::vector<std::vector<int>> extended_by_;  // [file]
  std::vector<int> options_;
};

}  // namespace acqsim::scenario
