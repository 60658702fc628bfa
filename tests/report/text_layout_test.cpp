#include "report/text_layout.hpp"

#include <catch2/catch.hpp>

namespace acqsim::report {

TEST_CASE("text wraps at spaces and keeps its indent") {
  CHECK(wrap("one two three", 9, "  ") == "  one two\n  three");
  CHECK(wrap("incomprehensibilities", 5) == "incomprehensibilities");
  CHECK(wrap("", 5) == "");
}

TEST_CASE("padding counts characters, not bytes") {
  CHECK(pad_left("é", 3) == "  é");
  CHECK(pad_right("é", 3) == "é  ");
  CHECK(pad_right("long", 2) == "long");
}

TEST_CASE("a bar is as long as its share, to an eighth of a character") {
  CHECK(bar(0.5, 4) == "██");
  CHECK(bar(0.0, 4).empty());
  CHECK(bar(1.0, 2) == "██");
  CHECK(bar(5.0 / 16.0, 2) == "▋");  // 5 eighths
}

TEST_CASE("paint covers each line by itself, and nothing without colours") {
  CHECK(Paint(true).bold("a\nb") == "\x1b[1ma\x1b[0m\n\x1b[1mb\x1b[0m");
  CHECK(Paint(false).bold("a") == "a");
}

}  // namespace acqsim::report
