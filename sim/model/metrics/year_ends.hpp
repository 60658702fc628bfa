#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

namespace metrics {

using base::Days;
using base::Money;

/// What agencies would pay to move all they have in operation to other vendors, now. $
Money whole_switching_cost(const World& world);

/// Stocks at the end of each fiscal year, which nothing else keeps. They are read as the last thing
/// within the year.
class YearEnds {
 public:
  explicit YearEnds(World& world);
  /// Spawns what reads them. Before the run; the place of this must not change from then on.
  void install();
  /// Of the year that ends now.
  void read();
  const std::vector<Days>& ends() const { return ends_; }

  /// $, of a year that goes on: as of now; NaN: a year outside the scenario.
  double switching_cost(int year) const;

 private:
  World* world_;
  int first_year_;
  std::vector<Days> ends_;      // [year]: of those that end before the horizon
  std::vector<double> passed_;  // [year]
};

}  // namespace metrics
}  // namespace acqsim::model
