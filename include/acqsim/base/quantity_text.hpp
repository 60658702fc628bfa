#pragma once

#include <acqsim/base/row.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace acqsim::base {

/// What a scenario writes for a number of this unit, as the value that the program stores (see
/// Unit).
///
///   none      plain decimal                          3, -3, 0.5, 1e6
///   count     plain decimal that is whole            12
///   share     plain, or percent                      0.35, 35%
///   days      d, w (7 d), mo (30.4375 d), y          90d, 12w, 6mo, 2y
///   money     $ ahead, k, M, B or nothing behind     $2.5M, $400k, $0.47, -$3k
///   per_year  a number per d, w, mo or y             2/y, 0.5/mo, 1/d
///
/// Units are never guessed: where one is needed only zero may stand bare. Nothing is returned for a
/// leading
/// '+', '.' or needless zero (010), for separators (1,200 or 1_000), hexadecimal, nan, inf, a
/// space, anything left over, and what does not fit a double. Ranges (a share above one) are for
/// the caller to check.
std::optional<double> parse_quantity(std::string_view text, Unit unit);

/// What would have been right, for hints: "a duration such as 90d, 6mo or 2y".
std::string expected_form(Unit unit);

/// The inverse: a short text that parse_quantity reads back as exactly this value: "$2.5M", "90d",
/// "2/y", "35%". Requires: a finite value, and a unit other than text (ACQSIM_CHECK).
std::string quantity_text(double stored, Unit unit);

}  // namespace acqsim::base
