#include "acqsim/fd_stream.hpp"
#include "acqsim/progress_bar.hpp"
#include "cli/harness.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace acqsim::cli {

TEST_CASE("a full standard output is an error with an exit code") {
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(full >= 0);
  FdBuffer buffer(full);
  std::ostream out(&buffer);
  std::istringstream in;
  std::ostringstream err;
  const int code = run({"list"}, in, out, err);
  CHECK(settle_output(code, buffer, err) == kBadInput);
  CHECK_THAT(err.str(), Catch::Contains("standard output: No space left on device"));
  close(full);
}

TEST_CASE("a reader that leaves early is no error") {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  FdBuffer buffer(ends[1]);
  std::ostream out(&buffer);
  out << "nobody reads this";
  std::ostringstream err;
  CHECK(settle_output(kDone, buffer, err) == kDone);
  CHECK(err.str().empty());
  close(ends[1]);
}

TEST_CASE("a buffered descriptor passes every byte on, also more than the buffer holds") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const std::string text(40000, 'x');
  {
    FdBuffer buffer(ends[1]);
    std::ostream out(&buffer);
    for (const char c : text) out.put(c);
    out.put('y');
  }
  close(ends[1]);
  std::string read_back;
  char chunk[4096];
  for (ssize_t got = 0; (got = read(ends[0], chunk, sizeof chunk)) > 0;) {
    read_back.append(chunk, static_cast<std::size_t>(got));
  }
  close(ends[0]);
  CHECK(read_back == text + "y");
}

TEST_CASE("progress tells what is done, how fast, and what is left") {
  // 40 of 100 done in 8 s, 20 of them before: 20 / 8 = 2.5 a second, 60 / 2.5 = 24 s left.
  CHECK(ProgressBar::text({40, 20, 100}, 8.0) ==
        "[#########---------------] 40 of 100 futures, 2.50/s, 24 s left");
  CHECK(ProgressBar::text({0, 0, 100}, 0.0) == "[------------------------] 0 of 100 futures");
}

}  // namespace acqsim::cli
