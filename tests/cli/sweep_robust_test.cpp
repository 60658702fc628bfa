#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/store/study.hpp>
#include <acqsim/store/sweep_study.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace acqsim::cli {
namespace {

using Args = std::vector<std::string>;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A scenario whose replications take a tenth of a millisecond, so that many can be made.
std::string quick_scenario(const TemporaryDirectory& directory) {
  const std::string path = directory / "quick.yaml";
  std::ofstream(path) << "extends: " << small_scenario() << "\n"
                      << "name: quick\nend: 2026-09-30\n"
                      << "outcomes: {first-signature: null, minority: null}\n";
  return path;
}

Args sweep_into(const std::string& folder, const std::string& replications,
                const std::string& scenario = small_scenario()) {
  return {"sweep", scenario, "--vary", "lock_in.strength=0,1,2",
          "--out", folder,   "--reps", replications,
          "-j",    "2",      "--quiet"};
}

int wait_for(pid_t child) {
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

/// Without measures, of which there are a million: the canonical file has them.
std::string exports_of(const std::string& study) {
  std::string text;
  for (const char* table : {"points", "replications", "outcomes"}) {
    text += say({"export", study, "--table", table}).out;
  }
  return text;
}

void check_equal(const std::string& folder, const std::string& whole) {
  CHECK((exports_of(folder) == exports_of(whole)));
  REQUIRE(say({"merge", folder, "--out", folder + "/canonical"}).code == kDone);
  const std::string canonical = whole + "/canonical";
  if (!std::filesystem::exists(canonical)) {
    REQUIRE(say({"merge", whole, "--out", canonical}).code == kDone);
  }
  CHECK((content(folder + "/canonical") == content(canonical)));
}

}  // namespace

namespace {

extern "C" void end_at_once(int) { kill(getpid(), SIGKILL); }

/// Replications that a study holds; none when its tables are not made yet.
std::optional<std::uint64_t> replications_in(const std::string& folder) {
  const std::string study = folder + "/study.sqlite";
  if (!std::filesystem::exists(study)) return std::nullopt;
  try {
    return std::stoul(store::query(study, "SELECT count(*) FROM replications").rows[0][0]);
  } catch (const store::StudyError&) {
    return std::nullopt;
  }
}

/// A command in a process that is killed once it has had so much processor time: a moment that does
/// not depend on what else the machine does.
pid_t start_killed_after(const Args& args, int milliseconds) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGPROF, end_at_once);
    itimerval timer = {};
    timer.it_value.tv_sec = milliseconds / 1000;
    timer.it_value.tv_usec = 1000 * (milliseconds % 1000);
    if (setitimer(ITIMER_PROF, &timer, nullptr) != 0) _exit(99);
    const Said said = say(args);
    _exit(said.code);
  }
  return child;
}

/// Processor time of a sweep of a few replications, from its start to its end, in milliseconds.
int milliseconds_of_a_start(const Args& args) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) _exit(say(args).code);
  rusage used = {};
  int status = 0;
  REQUIRE(wait4(child, &status, 0, &used) == child);
  REQUIRE(WIFEXITED(status));
  const auto in_milliseconds = [](const timeval& time) {
    return static_cast<int>(time.tv_sec * 1000 + time.tv_usec / 1000);
  };
  return in_milliseconds(used.ru_utime) + in_milliseconds(used.ru_stime);
}

}  // namespace

TEST_CASE("a sweep that is killed at a hundred moments ends in the same bytes",
          "[cli][sweep][kill][slow]") {
  const TemporaryDirectory directory;
  const std::string folder = directory / "killed";
  const std::string quick = quick_scenario(directory);
  const auto sweep = [&quick](const std::string& into) { return sweep_into(into, "15000", quick); };
  std::mt19937 random(20261126);  // moments that differ, the same in each run of the test
  // Under a sanitizer a start alone takes longer than a whole attempt does without.
  const int start = milliseconds_of_a_start(sweep_into(directory / "first", "1", quick));
  std::uniform_int_distribution<int> milliseconds(1, std::max(30, 2 * start));
  int killed = 0;
  int mid_way = 0;
  std::uint64_t before = 0;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const int status = wait_for(start_killed_after(sweep(folder), milliseconds(random)));
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ++killed;
    const auto held = replications_in(folder);
    if (!held) {
      CHECK(before == 0);  // killed before the tables were made
      continue;
    }
    // Whatever the moment: what is there is whole, and nothing that was there is lost.
    const std::uint64_t now = *held;
    CHECK(now >= before);
    if (now > before) ++mid_way;
    before = now;
  }
  INFO("a start takes " << start << " ms");
  CHECK(killed == 100);  // 45,000 replications take twice as long as all of them together had
  CHECK(mid_way >= 10);
  INFO(before << " replications survived " << killed << " kills, of which " << mid_way
              << " fell into the writing");
  CHECK(store::query(folder + "/study.sqlite", "PRAGMA integrity_check").rows[0][0] == "ok");
  CHECK(say(sweep(folder)).code == kDone);
  CHECK(say(sweep(directory / "whole")).code == kDone);
  check_equal(folder, directory / "whole");
}

TEST_CASE("a disk that is full ends a sweep with an error, and what was committed goes on",
          "[cli][sweep][long]") {
  const TemporaryDirectory directory;
  const std::string folder = directory / "full";
  const std::string said_file = directory / "said";
  const std::string quick = quick_scenario(directory);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1'500'000, 1'500'000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(99);
    const Said said = say(sweep_into(folder, "3000", quick));
    std::ofstream(said_file) << said.err;
    _exit(said.code);
  }
  const int status = wait_for(child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == kBadInput);
  CHECK_THAT(content(said_file), Catch::Contains("full/study.sqlite: the disk is full"));
  const auto kept = store::query(folder + "/study.sqlite", "SELECT count(*) FROM replications");
  CHECK(std::stoi(kept.rows[0][0]) >= 64);
  CHECK(store::query(folder + "/study.sqlite", "PRAGMA integrity_check").rows[0][0] == "ok");
  CHECK(say(sweep_into(folder, "3000", quick)).code == kDone);
  CHECK(say(sweep_into(directory / "whole", "3000", quick)).code == kDone);
  check_equal(folder, directory / "whole");
}

TEST_CASE("a small file system that fills up ends a sweep with an error", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const std::string place = directory / "small";
  std::filesystem::create_directory(place);
  if (mount("tmpfs", place.c_str(), "tmpfs", 0, "size=600k") != 0) {
    WARN("no file system can be mounted here: not tested");
    return;
  }
  const Said said = say(sweep_into(place + "/s", "3000", quick_scenario(directory)));
  std::string kept;
  std::string integrity;
  try {
    kept = store::query(place + "/s/study.sqlite", "SELECT count(*) FROM replications").rows[0][0];
    integrity = store::query(place + "/s/study.sqlite", "PRAGMA integrity_check").rows[0][0];
  } catch (const store::StudyError& error) {
    integrity = error.what();
  }
  umount(place.c_str());
  CHECK(said.code == kBadInput);
  CHECK_THAT(said.err, Catch::Contains("the disk is full"));
  CHECK(integrity == "ok");
  CHECK(std::atoi(kept.c_str()) > 0);
}

TEST_CASE("a second sweep into a study that is being written is refused", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const std::string folder = directory / "s";
  REQUIRE(say(sweep_into(folder, "2")).code == kDone);
  const auto key = store::query(folder + "/study.sqlite",
                                "SELECT value FROM manifest WHERE key IN ('scenario_hash', "
                                "'version') ORDER BY key")
                       .rows;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    close(ends[0]);
    store::StudyInfo info;
    info.key = {key[0][0], 1, key[1][0]};
    const store::SweepStudy study(folder + "/study.sqlite", info, {});
    if (write(ends[1], "x", 1) != 1) _exit(1);
    pause();
  }
  close(ends[1]);
  char byte = 0;
  REQUIRE(read(ends[0], &byte, 1) == 1);
  const Said second = say(sweep_into(folder, "4"));
  CHECK(second.code == kBadInput);
  CHECK_THAT(second.err, Catch::Contains("study.sqlite: another run is writing to this study"));
  CHECK_THAT(say({"status", folder}).out,
             Catch::Contains("being written") && Catch::Contains("6 of 6 replications"));
  CHECK(say({"export", folder}).code == kDone);
  kill(child, SIGKILL);
  wait_for(child);
  close(ends[0]);
  CHECK(say(sweep_into(folder, "4")).code == kDone);
}

TEST_CASE("commands that start together in a new folder leave one whole study",
          "[cli][sweep][long]") {
  const TemporaryDirectory directory;
  const std::string quick = quick_scenario(directory);
  const auto check_together = [](const Args& args, const std::string& folder, int replications) {
    int gate[2];
    REQUIRE(pipe(gate) == 0);
    std::vector<pid_t> children;
    for (int i = 0; i < 2; ++i) {
      const pid_t child = fork();
      REQUIRE(child >= 0);
      if (child == 0) {
        close(gate[1]);
        char byte = 0;
        if (read(gate[0], &byte, 1) != 0) _exit(99);  // until the gate closes, for both at once
        const Said said = say(args);
        const bool is_busy = said.err.find("another run is writing") != std::string::npos;
        _exit(said.code == kBadInput && is_busy ? 50 : said.code);
      }
      children.push_back(child);
    }
    close(gate[0]);
    close(gate[1]);
    int done = 0;
    for (const pid_t child : children) {
      const int status = wait_for(child);
      REQUIRE(WIFEXITED(status));
      // The later one is refused, or waits for the other and finds everything done.
      CHECK((WEXITSTATUS(status) == kDone || WEXITSTATUS(status) == 50));
      done += WEXITSTATUS(status) == kDone ? 1 : 0;
    }
    CHECK(done >= 1);
    const std::string study = folder + "/study.sqlite";
    REQUIRE(std::filesystem::exists(study));
    CHECK(store::query(study, "SELECT count(*) FROM replications").rows[0][0] ==
          std::to_string(replications));
    CHECK(store::query(study, "PRAGMA integrity_check").rows[0][0] == "ok");
  };
  for (int trial = 0; trial < 15; ++trial) {
    INFO(trial);
    const std::string folder = directory / ("sweep-" + std::to_string(trial));
    check_together(sweep_into(folder, "400", quick), folder, 1200);
    const std::string run = directory / ("run-" + std::to_string(trial));
    check_together({"run", quick, "--reps", "1200", "--out", run, "-j", "1", "--quiet"}, run, 1200);
  }
}

TEST_CASE("a study that is foreign or cut short is refused by every verb", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const std::string folder = directory / "s";
  const std::string study = folder + "/study.sqlite";
  REQUIRE(say(sweep_into(folder, "20")).code == kDone);
  const auto all = [&] {
    std::vector<Said> said;
    said.push_back(say(sweep_into(folder, "20")));
    said.push_back(say({"status", folder}));
    said.push_back(say({"export", folder}));
    said.push_back(say({"query", folder, "SELECT 1"}));
    said.push_back(say({"merge", folder, "--out", directory / "merged"}));
    return said;
  };
  std::filesystem::resize_file(study, std::filesystem::file_size(study) / 2);
  for (const Said& said : all()) {
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("study.sqlite: this study is cut short"));
  }
  std::ofstream(study) << "point,answer\r\n1,1\r\n";
  for (const Said& said : all()) {
    CHECK(said.code == kBadInput);
    CHECK_THAT(said.err, Catch::Contains("study.sqlite: this file is not a study"));
  }
  CHECK(content(study) == "point,answer\r\n1,1\r\n");
  CHECK_FALSE(std::filesystem::exists(directory / "merged"));
}

}  // namespace acqsim::cli
