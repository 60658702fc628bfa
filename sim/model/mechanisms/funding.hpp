#pragma once

#include "model/events.hpp"
#include "model/ids.hpp"
#include "model/parameter_listener.hpp"

#include <acqsim/des/process.hpp>

#include <vector>

namespace acqsim::model {

class World;

/// Funding, step 3 of a requirement's life: agencies' money by fiscal year.
///
///     B x scale x (1 + g)^n in the n-th fiscal year after the start's     B: $; g: a year's growth
///
/// Of it the start's year has the part that its days left are of its days.
///
///     free = unobligated - set aside for acquisitions under way - options due this year
///
/// A new start needs its first period's value to be free and sets it aside; otherwise it waits for
/// the next year's money. Follow-ons set aside without asking. Obligations are paid from what is
/// unobligated; what is not there, or comes while the agency is shut, is obligated in the order of
/// coming as soon as it can be. What is set aside when a year ends is set aside from the next
/// year's money; what is unobligated expires. Under a continuing resolution money comes at the rate
/// of the year before.
///
/// A policy that changes a budget or its scale changes what is unobligated by the difference times
/// the part of the fiscal year that is left, not below zero; one that changes the growth changes it
/// from the next fiscal year on.
///
/// An agency without a budget has no limit. Sources: agencies' budgets say theirs. Limits: no
/// budget and no gap change nothing by a bit; obligations of a fiscal year never exceed its budget
/// (tests/limits/appropriations_test.cpp).
class Funding : public Listener, public ParameterListener {
 public:
  explicit Funding(const World& world);
  EventKinds wants() const override {
    return kinds<RequirementUnmet, RequirementWithdrawn, ContractEnded>();
  }
  /// A requirement that is given up, or a contract that ends, gives back what is set aside.
  void on(Days now, const Event& event) override;
  void before_change(World& world, std::string_view path) override;
  void after_change(World& world, std::string_view path) override;

  bool has_budgets() const { return has_budgets_; }
  /// What the agency's fiscal year at this position gives; infinite: no limit. $
  double budget(const World& world, AgencyId agency, std::size_t year) const;

  /// Sets a new start's first period aside. False: it is not free.
  bool commit(World& world, RequirementId requirement);
  /// The same for a follow-on, free or not.
  void commit_anyway(World& world, RequirementId requirement);
  /// Sets aside the next period of a contract in operation, of so many years, due at `at`.
  void plan(World& world, RequirementId requirement, Days at, double years);
  void release(RequirementId requirement);
  /// Emits the obligation, now or when there is money for it and nobody is shut.
  void pay(World& world, const Obligated& obligation);

  void begin_year(World& world, std::size_t year);
  void end_year(World& world);
  void enact(World& world, std::size_t year);
  /// Pays what has had to wait.
  void settle(World& world);

 private:
  struct Account {
    double rate = 0.0;                 ///< $ of the fiscal year of the start; infinite: no limit
    double unobligated = 0.0;          ///< $
    double under_way = 0.0;            ///< $, set aside for acquisitions
    std::vector<double> due{};         ///< [year], $ of options in operation
    std::vector<Obligated> waiting{};  ///< in the order of coming
    bool has_run_out = false;          ///< this year
  };
  struct SetAside {
    AgencyId agency{};
    double amount = 0.0;
    std::size_t year = 0;  ///< position; kUnderWay: an acquisition
  };
  static constexpr std::size_t kUnderWay = static_cast<std::size_t>(-1);

  double rate(const World& world, AgencyId agency) const;
  /// (1 + g)^n of the fiscal year at this position.
  double growth(const World& world, std::size_t year) const;
  std::size_t rate_of(const World& world, std::size_t year) const;
  /// Of the fiscal year at this position, the part that is left.
  double left_of(const World& world, std::size_t year) const;
  void change_rate(World& world, AgencyId agency, double rate);
  double first_period(const World& world, RequirementId requirement) const;
  void set_aside(RequirementId requirement, const SetAside& what);
  bool settle_one(World& world, const Obligated& obligation);
  void settle(World& world, AgencyId agency);

  bool has_budgets_ = false;
  std::size_t year_ = 0;
  std::vector<double> growth_;       // [year that has begun], over the year of the start
  std::size_t grows_from_ = 0;       // the year whose growth is the last one that policies left
  std::vector<Account> accounts_;    // [agency]
  std::vector<SetAside> set_aside_;  // [requirement]; invalid agency: nothing
};

namespace funding {
/// Waits until an appropriation lets a requirement begin and there is money for it. True: it has
/// waited.
des::Task<bool> secure(World& world, RequirementId requirement);
}  // namespace funding

}  // namespace acqsim::model
