#include "acqsim/experiment/tip.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/stats/bisection.hpp>

#include <algorithm>

namespace acqsim::experiment {
namespace {

using stats::Decision;

constexpr std::uint64_t kFirstLook = 20;

class Search {
 public:
  Search(const AskAt& ask, const TipOptions& options)
      : ask_(ask),
        options_(options),
        error_((1.0 - options.confidence) / static_cast<double>(options.most_places)) {}

  Tip run() {
    if (ends()) between();
    std::ranges::sort(tip_.places, {}, &TipPlace::u);
    if (tip_.kind == Tip::Kind::found) {
      tip_.interval = belief_.told();
      tip_.estimate = crossing();
    } else if (tip_.kind == Tip::Kind::interrupted && has_ends_) {
      tip_.interval = belief_.told();
    }
    return std::move(tip_);
  }

 private:
  /// Which side of the line the probability at `u` lies on; nothing when interrupted.
  std::optional<Decision> decide(double u) {
    TipPlace place;
    place.u = u;
    std::uint64_t next = kFirstLook;
    while (place.side == Decision::undecided && place.asked < options_.most_futures) {
      const std::uint64_t count = std::min(next, options_.most_futures) - place.asked;
      const auto more = ask_(u, place.asked, count);
      if (!more) {
        tip_.kind = Tip::Kind::interrupted;
        return std::nullopt;
      }
      place.asked += count;
      place.count.yes += more->yes;
      place.count.trials += more->trials;
      next = place.asked + std::max(kFirstLook, place.asked / 2);
      if (place.count.trials == 0) continue;
      const stats::Interval known =
          stats::probability_sequence(place.count.yes, place.count.trials, 1.0 - error_);
      if (known.high < options_.probability) place.side = Decision::low;
      if (known.low > options_.probability) place.side = Decision::high;
    }
    tip_.places.push_back(place);
    if (place.count.trials == 0) {
      tip_.kind = Tip::Kind::no_data;
      return std::nullopt;
    }
    return place.side;
  }

  /// False: the answer is in tip_.kind.
  bool ends() {
    const auto low = decide(0.0);
    if (!low) return false;
    const auto high = decide(1.0);
    if (!high) return false;
    if (*low == Decision::undecided || *high == Decision::undecided) {
      tip_.kind = Tip::Kind::undecided;
      return false;
    }
    if (*low == *high) {
      tip_.kind = Tip::Kind::none;
      tip_.rises = *high == Decision::high;
      return false;
    }
    tip_.rises = *high == Decision::high;
    tip_.kind = Tip::Kind::found;
    has_ends_ = true;
    return true;
  }

  void between() {
    while (tip_.places.size() < options_.most_places) {
      const auto u = next();
      if (!u) return;
      const auto side = decide(*u);
      if (!side) return;
      if (*side == Decision::undecided) {
        grey_ = grey_ ? stats::Interval{std::min(grey_->low, *u), std::max(grey_->high, *u)}
                      : stats::Interval{*u, *u};
        continue;
      }
      const bool is_above = (*side == Decision::low) == tip_.rises;
      belief_.tell(*u, is_above, error_);
      const stats::Interval told = belief_.told();
      if (told.low > told.high) {
        tip_.kind = Tip::Kind::back_and_forth;
        return;
      }
      // What was not decided and lies outside now says nothing about the crossing any more.
      if (grey_ && (grey_->low <= told.low || grey_->high >= told.high)) grey_.reset();
    }
  }

  /// Where to look next: the middle of belief, or beside what could not be decided, on the wider
  /// side. Nothing: close enough.
  std::optional<double> next() const {
    const stats::Interval told = belief_.told();
    if (told.high - told.low <= options_.resolution) return std::nullopt;
    if (!grey_) return std::clamp(belief_.median(), told.low, told.high);
    const double below = grey_->low - told.low;
    const double above = told.high - grey_->high;
    if (std::max(below, above) <= options_.resolution) return std::nullopt;
    return below > above ? 0.5 * (told.low + grey_->low) : 0.5 * (grey_->high + told.high);
  }

  double crossing() const {
    const auto excess = [&](const TipPlace& place) {
      return static_cast<double>(place.count.yes) / static_cast<double>(place.count.trials) -
             options_.probability;
    };
    const stats::Interval told = belief_.told();
    for (std::size_t i = 1; i < tip_.places.size(); ++i) {
      const TipPlace& a = tip_.places[i - 1];
      const TipPlace& b = tip_.places[i];
      if (a.u < told.low || b.u > told.high) continue;
      const double from = excess(a);
      const double to = excess(b);
      if (from == to || (from < 0.0) == (to < 0.0)) continue;
      return a.u + (b.u - a.u) * from / (from - to);
    }
    return 0.5 * (told.low + told.high);
  }

  const AskAt& ask_;
  const TipOptions& options_;
  double error_;
  stats::ProbabilisticBisection belief_;
  std::optional<stats::Interval> grey_;  ///< between places that could not be decided
  bool has_ends_ = false;                ///< which lie on different sides
  Tip tip_;
};

}  // namespace

Tip find_tip(const AskAt& ask, const TipOptions& options) {
  ACQSIM_CHECK(options.probability > 0.0 && options.probability < 1.0,
               "a line between never and always");
  ACQSIM_CHECK(options.confidence > 0.0 && options.confidence < 1.0,
               "a confidence lies between zero and one");
  ACQSIM_CHECK(options.most_places > 2, "a search asks both ends and something between");
  return Search(ask, options).run();
}

}  // namespace acqsim::experiment
