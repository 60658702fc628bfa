#include "acqsim/next_step.hpp"

#include "cli/harness.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

namespace acqsim::cli {
namespace {

using experiment::Ending;

Asked asked() {
  Asked result;
  result.words = {"run", "a.yaml", "--set", "partnership_decisions.scale=$10M", "--seed", "7"};
  result.max_replications = 4000;
  return result;
}

Console console() {
  Console result;
  result.program = "build/acqsim";
  return result;
}

}  // namespace

TEST_CASE("a word is quoted for the shell when it has to be") {
  CHECK(shell_word("scenarios/a.yaml") == "scenarios/a.yaml");
  CHECK(shell_word("x=$10M") == "'x=$10M'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("") == "''");
}

TEST_CASE("the next command repeats what was asked, by the program's name as called") {
  CHECK(next_step(asked(), Ending::precise, console()) ==
        "Next: keep every future, to go on or to query:\n"
        "  build/acqsim run a.yaml --set 'partnership_decisions.scale=$10M' --seed 7 \\\n"
        "    --out DIR\n");
  Console wide = console();
  wide.width = 120;
  CHECK_THAT(next_step(asked(), Ending::precise, wide), Catch::EndsWith("--seed 7 --out DIR\n"));
}

TEST_CASE("a capped run is told how to go on to the precision asked") {
  CHECK_THAT(next_step(asked(), Ending::capped, console()),
             Catch::Contains("--set precision.max_replications=16000"));
  Asked most = asked();
  most.max_replications = 1'000'000'000;
  CHECK_THAT(next_step(most, Ending::capped, console()),
             Catch::Contains("--set precision.max_replications=1000000000\n"));
}

TEST_CASE("a run without a success is told to look at one replication") {
  Asked many = asked();
  many.words.insert(many.words.end(), {"--reps", "50"});
  const std::string text = next_step(many, Ending::all_failed, console());
  CHECK_THAT(text, Catch::Contains("--reps 1\n") && !Catch::Contains("--reps 50"));
}

TEST_CASE("SQL is proposed only where its client is at hand") {
  Asked kept = asked();
  kept.out = "out dir";
  Console with_client = console();
  with_client.has_sqlite = true;
  CHECK(next_step(kept, Ending::complete, with_client) ==
        "Next: ask the study in SQL:\n"
        "  sqlite3 'out dir/study.sqlite' 'SELECT * FROM measure_means'\n");
  CHECK(next_step(kept, Ending::complete, console()) ==
        "Next: open the tables beside the study:\n  'out dir/outcomes.csv'\n"
        "  'out dir/measures.csv'\n");
}

TEST_CASE("hints name the program as it was called") {
  const Console called = console();
  CHECK_THAT(say({}, "", called).err, Catch::Contains("  build/acqsim run scenarios/") &&
                                          Catch::Contains("Usage: build/acqsim VERB"));
  CHECK_THAT(say({"run"}, "", called).err, Catch::Contains("See 'build/acqsim run --help'."));
  CHECK_THAT(say({"help", "check"}, "", called).out,
             Catch::Contains("\n  build/acqsim check scenarios/baseline.yaml\n"));
  CHECK_THAT(say({"run", small_scenario(), "--reps", "2", "--seed", "3"}, "", called).out,
             Catch::Contains("\n  build/acqsim run ") && Catch::Contains("--seed 3") &&
                 Catch::Contains("--reps 2"));
}

TEST_CASE("a proposed command repeats no seed that was not given") {
  CHECK_THAT(say({"run", small_scenario(), "--reps", "2"}).out, !Catch::Contains("--seed"));
}

}  // namespace acqsim::cli
