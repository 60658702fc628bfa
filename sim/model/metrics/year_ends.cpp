#include "model/metrics/year_ends.hpp"

#include "model/world.hpp"

#include <acqsim/des/process.hpp>

#include <cmath>
#include <limits>

namespace acqsim::model::metrics {

Money whole_switching_cost(const World& world) {
  Money sum;
  for (std::size_t r = 0; r < world.requirements(); ++r) {
    const Requirement& requirement = world[RequirementId(r)];
    if (!requirement.is_in_operation) continue;
    const Supply& first = requirement.supplies.front();
    const ProviderId provider = world.blueprint().provider_of[first.route.enclave.value()];
    sum += world.lock_in.switching_cost(requirement.agency, first.vendor, provider,
                                        requirement.annual_value, requirement.is_embedded);
  }
  return sum;
}

namespace {

des::Process at_each_end(World& world, YearEnds& year_ends) {
  for (const Days end : year_ends.ends()) {
    const Days last(std::nextafter(end.value(), 0.0));
    co_await world.simulation().until(last, des::Simulation::kLowestPriority);
    year_ends.read();
  }
}

}  // namespace

YearEnds::YearEnds(World& world) : world_(&world) {
  const base::FiscalCalendar calendar{static_cast<unsigned>(world.spec().fiscal_year_start)};
  first_year_ = calendar.year_of(world.spec().start);
  const int last = calendar.year_of(world.spec().end);
  for (int year = first_year_; year < last; ++year)
    ends_.push_back(calendar.start_of(year + 1) - world.spec().start);
}

void YearEnds::install() {
  if (!ends_.empty()) world_->simulation().spawn(at_each_end(*world_, *this), "year ends");
}

void YearEnds::read() { passed_.push_back(whole_switching_cost(*world_).value()); }

double YearEnds::switching_cost(int year) const {
  const int place = year - first_year_;
  if (place < 0 || place > static_cast<int>(ends_.size()))
    return std::numeric_limits<double>::quiet_NaN();
  const auto at = static_cast<std::size_t>(place);
  return at < passed_.size() ? passed_[at] : whole_switching_cost(*world_).value();
}

}  // namespace acqsim::model::metrics
