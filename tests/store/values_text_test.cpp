#include "store/values_text.hpp"

#include "store/database.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/check.hpp>
#include <acqsim/store/study.hpp>

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace acqsim::store {

TEST_CASE("values read back to the bit, whatever they are") {
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> values{0.0,
                             -0.0,
                             0.1,
                             1e300,
                             -1e-300,
                             std::numeric_limits<double>::denorm_min(),
                             std::numeric_limits<double>::max(),
                             std::nan(""),
                             infinity,
                             -infinity,
                             123456789012345680.0};
  std::uint64_t bits = 0x9e3779b97f4a7c15ULL;
  for (int i = 0; i < 20000; ++i) {  // any finite pattern
    bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto value = std::bit_cast<double>(bits);
    if (std::isfinite(value)) values.push_back(value);
  }
  std::string text;
  write_values(values, text);
  const auto back = read_values(text);
  REQUIRE(back.size() == values.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool both_none = std::isnan(values[i]) && std::isnan(back[i]);
    if (!both_none &&
        std::bit_cast<std::uint64_t>(values[i]) != std::bit_cast<std::uint64_t>(back[i])) {
      ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("lists may be empty, and what is no list is refused") {
  std::string text;
  write_values({}, text);
  CHECK(text == "[]");
  CHECK(read_values("[]").empty());
  CHECK(read_answers("[]").empty());
  for (const char* wrong : {"", "[", "1,2", "[a]", "[1,]", "[1 2]"}) {
    CHECK_THROWS_AS(read_values(wrong), base::CheckFailed);
  }
}

TEST_CASE("answers read back, and SQLite reads both lists as the views need") {
  const std::vector<model::Answer> answers{model::Answer::yes, model::Answer::no,
                                           model::Answer::no_data};
  std::string text;
  write_answers(answers, text);
  CHECK(text == "[1,0,null]");
  CHECK(read_answers(text) == answers);
  const TemporaryDirectory directory;
  Database database(directory / "any", Database::Mode::create);
  CHECK(database.number("SELECT json_extract('[1.5,9e999,null]', '$[1]') > 1e308") == 1);
  CHECK(database.number("SELECT json_extract('[1.5,9e999,null]', '$[2]') IS NULL") == 1);
}

}  // namespace acqsim::store
