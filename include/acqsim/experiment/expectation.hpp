#pragma once

#include <acqsim/base/row.hpp>
#include <acqsim/stats/estimate.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace acqsim::experiment {

/// What an interval says about a claim.
enum class Verdict {
  holds,      ///< true of the whole interval
  fails,      ///< false of the whole interval
  undecided,  ///< the interval reaches across the bound
};

/// "< 0.5", "<= 50%", "> 0.2", ">= 0.2" as a claim about a probability, or about another quantity.
struct Claim {
  enum class Order { less, less_or_equal, greater, greater_or_equal };
  Order order = Order::less;
  double bound = 0.0;  ///< in the stored unit
  base::Unit unit = base::Unit::share;

  bool is_true_of(double value) const;
  std::string words() const;  ///< "at least 20%"
};

/// Nothing when the text is not of that form.
std::optional<Claim> parse_claim(std::string_view text, base::Unit unit = base::Unit::share);
/// The same of a bound that is a plain number in the stored unit, as the loader keeps it.
std::optional<Claim> parse_stored_claim(std::string_view text, base::Unit unit);

Verdict judge(const Claim& claim, const stats::Interval& interval);

}  // namespace acqsim::experiment
