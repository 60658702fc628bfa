#include "acqsim/store/text_file.hpp"

#include "support/temporary_directory.hpp"

#include <acqsim/store/study.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace acqsim::store {
namespace {

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a whole file replaces what was there and leaves no other file") {
  const TemporaryDirectory directory;
  write_whole(directory / "a.txt", "old");
  write_whole(directory / "a.txt", "new text");
  CHECK(content(directory / "a.txt") == "new text");
  const auto entries = std::filesystem::directory_iterator(directory.path());
  CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a file that cannot be written is named") {
  const TemporaryDirectory directory;
  CHECK_THROWS_WITH(write_whole(directory / "absent/a.txt", "x"), Catch::Contains("absent/a.txt"));
  std::filesystem::create_directory(directory / "taken");
  CHECK_THROWS_AS(write_whole(directory / "taken", "x"), StudyError);
  const auto entries = std::filesystem::directory_iterator(directory.path());
  CHECK(std::distance(begin(entries), end(entries)) == 1);
}

}  // namespace acqsim::store
