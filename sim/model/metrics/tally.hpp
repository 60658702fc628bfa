#pragma once

#include "model/blueprint.hpp"
#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/metrics/breakdown.hpp"

#include <acqsim/base/date.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace acqsim::model {

class World;

namespace metrics {

/// The fold over events on which measures rest: what happened in [from, to) of simulated time. One
/// tally per window that somebody asks for; mechanisms know nothing of it.
class Tally : public Listener {
 public:
  Tally(const World& world, Days from, Days to);
  EventKinds wants() const override;
  void on(Days now, const Event& event) override;

  Days from() const { return from_; }
  Days to() const { return to_; }

  // --- flows in the window; money in $ ---
  const Breakdown& parts() const { return parts_; }
  double model(VendorId v, ProviderId p) const {
    return model_[v.value() * providers_ + p.value()];
  }
  double hosting(VendorId v, ProviderId p) const {
    return hosting_[v.value() * providers_ + p.value()];
  }
  double model(VendorId v) const;
  double hosting(ProviderId p) const;
  double hosting_of(VendorId v) const;
  double model() const { return total_model_; }
  double hosting() const { return total_hosting_; }
  double competed() const { return competed_; }
  double in_fiscal_year(int year) const;  ///< model and hosting
  /// Of one fiscal year, to one vendor for models or to one provider for hosting; to all of them
  /// when the id is invalid.
  double model_in(int year, VendorId v) const;
  double hosting_in(int year, ProviderId p) const;
  /// Recompetes of a fiscal year, renewals left out, and those that the incumbent won.
  struct Recompetes {
    double all = 0.0;
    double won_by_incumbent = 0.0;
  };
  Recompetes recompetes_in(int year) const;
  double in_quarter(int quarter) const {
    return by_quarter_[static_cast<std::size_t>(quarter - 1)];
  }

  std::vector<double> agency_awards;       ///< [agency], renewals left out
  std::vector<double> agency_obligations;  ///< [agency], model and hosting, $
  std::vector<double> awards;              ///< [vendor], renewals left out
  std::vector<double> reviews;             ///< [path]: packages that passed
  std::vector<double> review_days;         ///< [path]: wait and review, summed over these
  double arrived = 0;
  double unmet_no_route = 0;
  double unmet_no_capability = 0;
  double withdrawn = 0;  ///< before operation
  double first_awards = 0;
  double days_to_award = 0;  ///< summed over first awards
  double first_operations = 0;
  double days_to_operation = 0;  ///< summed over first operations
  double recompetes = 0;         ///< awards with an incumbent, renewals left out
  double incumbent_wins = 0;
  double renewals = 0;
  double vendor_changes = 0;
  double starts_held_up = 0;  ///< until there was an appropriation or money
  double days_held_up = 0;    ///< summed over these
  double funds_expired = 0;   ///< $
  double competed_awards = 0;
  double protests = 0;            ///< filed
  double protests_decided = 0;    ///< closed, in whatever way
  double protests_effective = 0;  ///< closed with relief
  double protests_on_merits = 0;
  double protests_sustained = 0;
  double protest_days = 0;  ///< of stay and corrective action, summed over protests closed
  std::vector<ProviderId> next_partner;  ///< [vendor]: first signed in the window; invalid: none
  std::vector<Days> next_partner_at;     ///< [vendor]

  // --- stocks, whatever the window ---
  std::vector<double> serving;  ///< [vendor]: supplies in operation now
  double contract_years = 0;    ///< contract-years in operation in the window, up to the last event
  double in_operation = 0;      ///< contracts in operation now

 private:
  void advance(Days now);
  std::size_t year_at(Days now) const;  ///< from the first one on
  /// Nothing: the tally knows no such year.
  std::optional<std::size_t> place_of(int year) const;
  LevelId level_of(RequirementId requirement) const;
  /// The part that a requirement belongs to; null if it is of no level.
  Breakdown::Demand* demand_of(AgencyId agency, LevelId level);
  Breakdown::Flow* flow_of(AgencyId agency, LevelId level, VendorId vendor, ProviderId provider);

  const World* world_;
  Breakdown parts_;
  std::size_t providers_;
  base::Date start_;
  base::FiscalCalendar calendar_;
  int first_year_;
  Days from_;
  Days to_;
  Days advanced_to_;
  std::vector<double> model_;  // [vendor][provider]
  std::vector<double> hosting_;
  std::vector<double> by_year_;
  std::vector<double> model_by_year_;    // [year][vendor]
  std::vector<double> hosting_by_year_;  // [year][provider]
  std::vector<Recompetes> recompetes_by_year_;
  std::array<double, 4> by_quarter_{};
  double total_model_ = 0;
  double total_hosting_ = 0;
  double competed_ = 0;
};

/// Herfindahl-Hirschman index of parts of a whole, 0 to 1; NaN if there is nothing.
double concentration(const std::vector<double>& parts);

/// part/whole; NaN if the whole is zero.
double share(double part, double whole);

}  // namespace metrics
}  // namespace acqsim::model
