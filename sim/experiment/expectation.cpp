#include "acqsim/experiment/expectation.hpp"

#include <acqsim/base/quantity_text.hpp>

namespace acqsim::experiment {

bool Claim::is_true_of(double value) const {
  switch (order) {
    case Order::less:
      return value < bound;
    case Order::less_or_equal:
      return value <= bound;
    case Order::greater:
      return value > bound;
    case Order::greater_or_equal:
      return value >= bound;
  }
  return false;
}

std::string Claim::words() const {
  const std::string amount = base::quantity_text(bound, unit);
  switch (order) {
    case Order::less:
      return "less than " + amount;
    case Order::less_or_equal:
      return "at most " + amount;
    case Order::greater:
      return "more than " + amount;
    case Order::greater_or_equal:
      return "at least " + amount;
  }
  return amount;
}

std::optional<Claim> parse_claim(std::string_view text, base::Unit unit) {
  Claim claim;
  claim.unit = unit;
  if (text.empty() || (text[0] != '<' && text[0] != '>')) return std::nullopt;
  const bool is_less = text[0] == '<';
  text.remove_prefix(1);
  const bool or_equal = !text.empty() && text[0] == '=';
  if (or_equal) text.remove_prefix(1);
  if (is_less)
    claim.order = or_equal ? Claim::Order::less_or_equal : Claim::Order::less;
  else
    claim.order = or_equal ? Claim::Order::greater_or_equal : Claim::Order::greater;
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  const auto bound = base::parse_quantity(text, unit);
  if (!bound) return std::nullopt;
  claim.bound = *bound;
  return claim;
}

std::optional<Claim> parse_stored_claim(std::string_view text, base::Unit unit) {
  auto claim = parse_claim(text, base::Unit::none);
  if (claim) claim->unit = unit;
  return claim;
}

Verdict judge(const Claim& claim, const stats::Interval& interval) {
  const bool low = claim.is_true_of(interval.low);
  const bool high = claim.is_true_of(interval.high);
  if (low && high) return Verdict::holds;
  return low || high ? Verdict::undecided : Verdict::fails;
}

}  // namespace acqsim::experiment
