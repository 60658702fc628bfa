#include "acqsim/store/text_file.hpp"

#include "support/temporary_directory.hpp"

#include <acqsim/store/study.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

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

TEST_CASE("a link stays, and what it leads to is written") {
  const TemporaryDirectory directory;
  namespace fs = std::filesystem;
  write_whole(directory / "a.txt", "old");
  fs::create_symlink("a.txt", directory / "link");
  fs::create_symlink(directory / "absent.txt", directory / "to-nothing");
  write_whole(directory / "link", "new");
  CHECK(fs::is_symlink(directory / "link"));
  CHECK(content(directory / "a.txt") == "new");
  write_whole(directory / "to-nothing", "made");
  CHECK(fs::is_symlink(directory / "to-nothing"));
  CHECK(content(directory / "absent.txt") == "made");
}

TEST_CASE("what is no regular file stays one, and is written into") {
  const TemporaryDirectory directory;
  const std::string pipe = directory / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string read;
  std::thread reader([&] { read = content(pipe); });
  {
    // Keeps the reader from waiting for ever should the pipe be replaced.
    std::ofstream also(pipe);
    write_whole(pipe, "text");
  }
  reader.join();
  CHECK(read == "text");
  CHECK(std::filesystem::is_fifo(pipe));
}

TEST_CASE("what cannot be written is known before, and nothing is written to find out") {
  const TemporaryDirectory directory;
  CHECK_THROWS_WITH(check_writable(directory / "absent/a.txt"), Catch::Contains("absent/a.txt"));
  CHECK_THROWS_AS(check_writable(directory.path()), StudyError);
  CHECK_NOTHROW(check_writable(directory / "a.txt"));
  CHECK(std::filesystem::is_empty(directory.path()));
}

}  // namespace acqsim::store
