#pragma once

#include "model/events.hpp"

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>

#include <vector>

namespace acqsim::model {

class World;

namespace metrics {

/// What agencies would pay to move all they have in operation to other vendors, now. $
Money whole_switching_cost(const World& world);

/// Stocks at the end of each fiscal year, which nothing else keeps. A year's end is read at the
/// first event after it, before which nothing has changed but by growth within hours; the events of
/// the very moment count as after it only once they happen.
class YearEnds : public Listener {
 public:
  explicit YearEnds(const World& world);
  void on(Days now, const Event& event) override;

  /// $, of a year that goes on: as of now; NaN: a year outside the scenario.
  double switching_cost(int year) const;

 private:
  const World* world_;
  int first_year_;
  std::vector<Days> ends_;      // [year]: of those that end before the horizon
  std::vector<double> passed_;  // [year]
};

}  // namespace metrics
}  // namespace acqsim::model
