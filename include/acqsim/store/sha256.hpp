#pragma once

#include <string>
#include <string_view>

namespace acqsim::store {

/// The SHA-256 digest of a text as 64 lower-case hexadecimal digits: what `sha256sum` prints.
/// Source: FIPS 180-4.
std::string sha256(std::string_view text);

}  // namespace acqsim::store
