#pragma once

#include "model/metrics/catalog.hpp"
#include "model/metrics/tallies.hpp"
#include "model/metrics/year_ends.hpp"
#include "model/world.hpp"

#include <acqsim/des/process.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/spec/question.hpp>

#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace acqsim::model {

/// One question put to one world: watches events and tallies, and settles at its clock.
///
/// An event holds from its first occurrence in the window on. A measure is read at the moment of
/// looking: over the window up to then. `by` looks at the end of every fiscal quarter and at its
/// day; `always` at the end of every fiscal quarter; `at`, `over` and no clock once; `before` just
/// when that event first happens, and at the end if it never does. A measure without data answers
/// "no data", which wins over "no" but not over what the rest of the condition already decides.
class Question : public Listener {
 public:
  /// Requires: world, tallies and outcome outlive this.
  Question(World& world, metrics::Tallies& tallies, const spec::Outcome& outcome);
  void install();
  EventKinds wants() const override;
  void on(Days now, const Event& event) override;
  /// Settled at the latest by the scenario's end.
  Answer answer() const { return answer_; }
  /// The measure that the condition names, as read when it settled; NaN if it names none or it had
  /// no data. Told of conditions that are one measure alone.
  double value() const { return value_; }

  /// What an event or a measure of the condition came to, in the order of its tree.
  struct Finding {
    const spec::Condition* condition = nullptr;
    bool has_happened = false;  ///< an event
    Days at{};                  ///< its first that fits
    double reading = 0.0;       ///< a measure, when last looked at
    Days from{};                ///< its window, up to then
    Days to{};
  };
  std::vector<Finding> findings() const;
  const spec::Outcome& outcome() const { return *outcome_; }

 private:
  /// An event that a condition names, its narrowing, and whether it has happened.
  struct Watch {
    std::size_t kind;  // as Event::index() says
    Parties wanted;
    Days from;
    Days to;
    bool has_happened = false;
    Days at{};  // first
    bool fits(Days now, const Event& event) const;
  };
  enum class Clock { once, ever, always, before };

  void prepare(const spec::Condition& condition, Days from, Days to);
  Answer evaluate(const spec::Condition& condition, std::size_t& watch, std::size_t& tally);
  void look();
  static des::Process looks(World& world, Question& question, std::vector<Days> at);
  std::vector<Days> quarter_ends(Days until) const;

  World* world_;
  metrics::Tallies* shared_;
  const spec::Outcome* outcome_;
  Clock clock_ = Clock::once;
  std::vector<Days> looks_at_;
  std::vector<Watch> watches_;                  // in the order of the condition's tree
  std::vector<const metrics::Tally*> tallies_;  // likewise
  std::deque<metrics::YearEnds> year_ends_;     // one, if a measure reads it
  std::vector<double> readings_;                // likewise, as last looked at
  std::vector<Watch> rival_;                    // `before`: none or one
  bool is_settled_ = false;
  bool has_looked_ = false;
  Days last_look_{};
  Answer answer_ = Answer::no;
  double value_ = std::numeric_limits<double>::quiet_NaN();
};

/// "< 0.5", ">= 2", "< 50%", "> $1B", "< 0.2/y" held against a measure's value in the unit that its
/// symbol shows; a bound without a unit is in the stored one (see base::stored).
bool compares(double measured, const std::string& comparison, std::string_view symbol);

}  // namespace acqsim::model
