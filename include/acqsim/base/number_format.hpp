#pragma once

#include <acqsim/base/row.hpp>

#include <string>

namespace acqsim::base {

/// Numbers as people read them in reports: about three significant digits, so two printed values
/// that look the same differ by less than a percent. What must be read back exactly is written by
/// quantity_text instead. In all of these NaN is "no data" and an infinity is "inf" or "-inf".

/// "$1.24B", "$31.0M", "$480k", "$12", "$0.47", "-$3.20k". Below $100 cents are shown unless there
/// are none.
std::string format_money(double dollars);

/// "4.5 d" below ten days, "210 d" and "1,461 d" above.
std::string format_days(double days);

/// 0.123 is "12.3%". Exactly none and all are "0%" and "100%"; what would only round to them is
/// "<0.1%" and
/// ">99.9%", so that a rare event is never shown as an impossible one.
std::string format_share(double share);

/// "1,234,567"; means of counts keep decimals while they matter: "0.25", "3.40", "12.3".
std::string format_count(double count);

/// Any of the above by the unit in which the value is stored; per_year as "2.50/y"; text and none
/// as format_count.
std::string format_quantity(double stored, Unit unit);

}  // namespace acqsim::base
