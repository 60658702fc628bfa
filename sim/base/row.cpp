#include "acqsim/base/row.hpp"

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

}  // namespace acqsim::base
