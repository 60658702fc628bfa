#pragma once

#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/base/units.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace acqsim::model {

class World;
using base::Days;

/// M12: when a fiscal year's money is enacted, and when the government is shut.
///
/// A year's main law comes `enactment_delay` after its first day, unless it is known. Until then
/// a continuing resolution holds: new starts wait, but for a share of them; follow-ons, options
/// and renewals go on. With probability `full_year_resolution` the law only continues the year
/// before, and new starts wait for the next year. A year with a gap before its law has a shutdown
/// with probability
///
///     P = 1 - e^(-rate x 1 y),                                                 rate: 1/year
///
/// of a drawn length, at most the gap, anywhere in it with equal probability. While an agency is
/// shut its acquisitions and authorisations pause and it obligates nothing.
///
/// All dates are drawn at the start, so that work takes a time that is known when it begins: no
/// event a day, nobody to be interrupted. Draws are keyed by the fiscal year. A policy that changes
/// what they are drawn from changes, by the same draws, fiscal years and lapses that have not
/// begun; work under way keeps the end that it was given.
///
/// Source: [fiscal-calendar]. Limits: a resolution of d days delays a new start on the year's
/// first day by d; work that a shutdown of d days interrupts takes d longer; drawn delays have the
/// given distribution (tests/limits/appropriations_test.cpp).
class Appropriations : public ParameterListener {
 public:
  struct Year {
    int fiscal_year = 0;
    Days begins{};
    Days enacted{};  ///< begins, if in time
    bool is_full_year_resolution = false;
  };
  struct Shutdown {
    Days from{};
    Days to{};
    std::vector<bool> agencies{};  ///< [agency]; empty: all
    std::uint64_t key = 0;         ///< its fiscal year, or the hash of a known lapse's id
    bool stops(AgencyId agency) const { return agencies.empty() || agencies[agency.value()]; }
  };

  /// The calendar, with every year enacted in time.
  explicit Appropriations(const World& world);
  /// Draws the dates.
  void draw(World& world);
  void after_change(World& world, std::string_view path) override;

  /// Fiscal years from that of the start to the one after the end.
  const std::vector<Year>& years() const { return years_; }
  const std::vector<Shutdown>& shutdowns() const { return shutdowns_; }
  /// Whether nobody waits to tell of it yet; from now on somebody does.
  bool is_news(const Shutdown& lapse);
  std::size_t year_at(Days at) const;  ///< its position; the last one's after the end of all

  /// The first time from `at` on when new starts may begin; infinite: not within the known years.
  Days new_starts_from(Days at) const;
  /// When `work` that an agency begins at `at` is done. Without a shutdown exactly at + work.
  Days done(AgencyId agency, Days at, Days work) const;
  bool is_shut(AgencyId agency, Days at) const;

  /// Days of [from, to) on which new starts wait, and on which all agencies are shut.
  double days_of_resolution(Days from, Days to) const;
  double days_shut(Days from, Days to) const;

 private:
  /// Draws what lies after `after`.
  void draw(World& world, Days after);
  Days resolution_ends(std::size_t year) const;

  std::vector<Year> years_;
  std::vector<Shutdown> shutdowns_;  // in order of their beginning
  std::vector<Shutdown> told_;       // that ever had somebody to tell of them
};

namespace appropriations {
/// Draws the dates and spawns what tells of them.
void install(World& world);
}  // namespace appropriations

}  // namespace acqsim::model
