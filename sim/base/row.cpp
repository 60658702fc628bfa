#include "acqsim/base/row.hpp"

#include <acqsim/base/units.hpp>

namespace acqsim::base {

std::string_view symbol(Unit unit) {
  switch (unit) {
    case Unit::none:
      return "";
    case Unit::count:
      return "count";
    case Unit::share:
      return "share";
    case Unit::days:
      return "d";
    case Unit::money:
      return "$";
    case Unit::per_year:
      return "1/y";
    case Unit::text:
      return "";
  }
  return "";
}

Unit unit_of(std::string_view symbol_of_measure) {
  for (const Unit unit : {Unit::share, Unit::days, Unit::money, Unit::per_year}) {
    if (symbol(unit) == symbol_of_measure) return unit;
  }
  return Unit::none;
}

double stored(double measured, Unit unit) {
  return unit == Unit::per_year ? measured / kDaysPerYear : measured;
}

}  // namespace acqsim::base
