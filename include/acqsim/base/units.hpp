#pragma once

#include <compare>

namespace acqsim::base {

/// One-dimensional physical quantity: adds and compares with its own kind, scales by plain numbers.
/// Construction is explicit, so a bare double never becomes days or dollars by accident.
template <class Tag>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  constexpr double value() const { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(k * a.value_); }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.value_ / k); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
  constexpr Quantity& operator+=(Quantity b) { return *this = *this + b; }
  constexpr Quantity& operator-=(Quantity b) { return *this = *this - b; }

 private:
  double value_ = 0.0;
};

using Days = Quantity<struct DaysTag>;  ///< a duration, or a time since the scenario's start; days
using Money = Quantity<struct MoneyTag>;  ///< constant dollars of the scenario's base year
using Rate = Quantity<struct RateTag>;    ///< events per day (written per year in scenarios: 2/y)
using Share = Quantity<struct ShareTag>;  ///< a probability or a part of a whole, 0 to 1

inline constexpr double kDaysPerYear = 365.25;  ///< mean Julian year; days
inline constexpr double kDaysPerMonth = kDaysPerYear / 12.0;

/// Mean number of events in a time. Dimensionless.
constexpr double operator*(Rate rate, Days time) { return rate.value() * time.value(); }
constexpr double operator*(Days time, Rate rate) { return rate * time; }
constexpr Rate per_year(double events) { return Rate(events / kDaysPerYear); }
constexpr double in_years(Days time) { return time.value() / kDaysPerYear; }

namespace literals {
constexpr Days operator""_d(long double value) { return Days(static_cast<double>(value)); }
constexpr Days operator""_d(unsigned long long value) { return Days(static_cast<double>(value)); }
constexpr Money operator""_usd(unsigned long long value) {
  return Money(static_cast<double>(value));
}
}  // namespace literals

}  // namespace acqsim::base
