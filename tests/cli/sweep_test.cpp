#include "acqsim/shard.hpp"
#include "cli/harness.hpp"
#include "store/database.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/base/text.hpp>
#include <acqsim/store/study.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

namespace acqsim::cli {
namespace {

using Args = std::vector<std::string>;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A small sweep of three strengths by two prices into a folder.
Args sweep_into(const std::string& folder, const Args& more = {}) {
  Args args{"sweep",  small_scenario(),
            "--vary", "lock_in.strength=0,1,2",
            "--vary", "vendors.beta.price=$300,$900",
            "--out",  folder};
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

std::string exported(const std::string& study, const std::string& table) {
  const Said said = say({"export", study, "--table", table});
  INFO(said.err);
  CHECK(said.code == kDone);
  return said.out;
}

/// Everything that a study holds of its results.
std::string all_of_study(const std::string& study) {
  std::string text;
  for (const char* table : {"points", "replications", "outcomes", "measures"}) {
    text += exported(study, table);
  }
  return text;
}

Console with_environment(const std::map<std::string, std::string>& variables) {
  Console console;
  console.environment = [variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
  return console;
}

}  // namespace

TEST_CASE("a sweep answers each question over its points", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const Said said = say(sweep_into(directory / "s", {"--reps", "20"}));
  INFO(said.err);
  CHECK(said.code == kDone);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, Catch::Contains("Sweep of small") &&
                           Catch::Contains("6 points, 120 simulated futures, seed 1") &&
                           Catch::Contains("design grid") &&
                           Catch::Contains("Does Alpha sign Cloud One first?") &&
                           Catch::Contains("strength") && Catch::Contains("$900") &&
                           Catch::Contains("\nNext: "));
  for (const std::string& line : base::split(said.out, '\n')) {
    INFO(line);
    CHECK((line.find('/') != std::string::npos || base::display_width(line) <= 80));
  }
}

TEST_CASE("each point of a sweep is the run with its settings", "[cli][sweep]") {
  const TemporaryDirectory directory;
  say(sweep_into(directory / "s", {"--reps", "15"}));
  const Said run = say({"run", small_scenario(), "--reps", "15", "--set", "lock_in.strength=2",
                        "--set", "vendors.beta.price=$300", "--out", directory / "r"});
  REQUIRE(run.code == kDone);
  const auto hashes = [](const std::string& study, const std::string& where) {
    std::string text;
    for (const auto& row : store::query(study,
                                        "SELECT replication, path_hash, outcomes, measures FROM "
                                        "replications WHERE " +
                                            where + " ORDER BY replication")
                               .rows) {
      text += base::join(row, " ") + "\n";
    }
    return text;
  };
  const std::string of_run = hashes(directory / "r/study.sqlite", "1");
  CHECK(of_run.size() > 100);
  CHECK(hashes(directory / "s/study.sqlite",
               "point = (SELECT a.point FROM point_settings a JOIN point_settings b USING (point) "
               "WHERE a.value = '2' AND b.value = '$300')") == of_run);
}

TEST_CASE("a sweep holds the same for any number of threads, topped up or at once",
          "[cli][sweep]") {
  const TemporaryDirectory directory;
  say(sweep_into(directory / "one", {"--reps", "30", "-j", "1"}));
  say(sweep_into(directory / "three", {"--reps", "30", "-j", "3"}));
  CHECK(say(sweep_into(directory / "more", {"--reps", "10", "-j", "2"})).code == kDone);
  const Said more = say(sweep_into(directory / "more", {"--reps", "30"}));
  CHECK_THAT(more.err, Catch::Contains("going on with 60 replications"));
  const Said again = say(sweep_into(directory / "more", {"--reps", "30"}));
  CHECK_THAT(again.err, Catch::Contains("going on with 180 replications"));
  CHECK(again.out.size() > 100);
  const std::string expected = all_of_study(directory / "one");
  CHECK((all_of_study(directory / "three") == expected));
  CHECK((all_of_study(directory / "more") == expected));
}

TEST_CASE("other points of the same scenario join its study, and equal ones are not run again",
          "[cli][sweep]") {
  const TemporaryDirectory directory;
  const auto sweep = [&](const std::string& values) {
    return say({"sweep", small_scenario(), "--vary", "lock_in.strength=" + values, "--reps", "5",
                "--out", directory / "s"});
  };
  CHECK(sweep("0,1").code == kDone);
  const Said more = sweep("1.0,2");
  CHECK_THAT(more.err, Catch::Contains("going on with 5 replications"));
  CHECK_THAT(more.out, Catch::Contains("2 points, 10 simulated futures"));
  const std::string study = directory / "s/study.sqlite";
  CHECK(store::query(study, "SELECT count(*) FROM points").rows[0][0] == "3");
  CHECK(store::query(study, "SELECT count(*) FROM replications").rows[0][0] == "15");
  // Another scenario, or another seed, does not.
  const Said other = say({"sweep", small_scenario(), "--vary", "lock_in.strength=0,1", "--seed",
                          "2", "--out", directory / "s"});
  CHECK(other.code == kBadInput);
  CHECK_THAT(other.err, Catch::Contains("there is another study"));
}

TEST_CASE("an interrupted sweep keeps what is done and goes on", "[cli][sweep][long]") {
  const TemporaryDirectory directory;
  const std::string study = directory / "s/study.sqlite";
  const auto stored = [&study] {
    try {
      return std::stoi(store::query(study, "SELECT count(*) FROM replications").rows[0][0]);
    } catch (const store::StudyError&) {  // there is none yet
      return 0;
    }
  };
  const Args args = sweep_into(directory / "s", {"--reps", "1500"});
  std::atomic<bool> stop{false};
  Console console;
  console.stop = &stop;
  std::thread stopper([&] {
    while (stored() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    stop = true;
  });
  const Said cut = say(args, "", console);
  stopper.join();
  CHECK(cut.code == kInterrupted);
  CHECK_THAT(cut.err, Catch::Contains("interrupted"));
  CHECK_THAT(cut.out, Catch::Contains("the same command goes on from here"));
  const int kept = stored();
  CHECK(kept > 0);
  CHECK(kept < 9000);
  const Said on = say(args);
  CHECK(on.code == kDone);
  CHECK_THAT(on.err, Catch::Contains("going on with " + std::string(base::format_count(kept))));
  say(sweep_into(directory / "whole", {"--reps", "1500"}));
  REQUIRE(say({"merge", directory / "s", "--out", directory / "a"}).code == kDone);
  REQUIRE(say({"merge", directory / "whole", "--out", directory / "b"}).code == kDone);
  CHECK((content(directory / "a") == content(directory / "b")));
}

TEST_CASE("a sweep that is interrupted while points are read says how to go on", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const std::atomic<bool> stop{true};
  Console console;
  console.stop = &stop;
  const Said cut = say(sweep_into(directory / "s", {"--reps", "10"}), "", console);
  CHECK(cut.code == kInterrupted);
  CHECK_THAT(cut.out, Catch::Contains("the same command goes on from here"));
  CHECK(say(sweep_into(directory / "s", {"--reps", "10"})).code == kDone);
}

TEST_CASE("the columns of machine-readable tables have names of their own", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const auto check_unique = [](const Said& said) {
    INFO(said.err);
    REQUIRE(said.code == kDone);
    const std::string header = said.out.substr(0, said.out.find("\r\n"));
    const auto names = base::split(header, ',');
    CHECK(std::ranges::find(names, "kind") != names.end());  // of agencies
    CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  };
  check_unique(say(sweep_into(directory / "s", {"--reps", "2", "--format", "csv"})));
  check_unique(say({"run", small_scenario(), "--reps", "2", "--format", "csv"}));
  check_unique(
      say({"compare", small_scenario(), small_scenario(), "--reps", "2", "--format", "csv"}));
}

TEST_CASE("failed replications are kept, and run again when asked to", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const Args args = sweep_into(directory / "s", {"--reps", "5"});
  REQUIRE(say(args).code == kDone);
  const std::string whole = all_of_study(directory / "s");
  store::Database(directory / "s/study.sqlite", store::Database::Mode::read_write)
      .execute(
          "UPDATE replications SET status = 'failed', message = 'broke', events = NULL, "
          "path_hash = NULL, draws = NULL, outcomes = NULL, measures = NULL "
          "WHERE point = 2 AND replication = 3");
  const Said again = say(args);
  CHECK(again.code == kSomeFailed);
  CHECK_THAT(again.err, Catch::Contains("point 2, replication 3, seed 1 failed: broke") &&
                            Catch::Contains("1 of 30 replications failed"));
  CHECK(say(sweep_into(directory / "s", {"--reps", "5", "--retry-failed"})).code == kDone);
  CHECK((all_of_study(directory / "s") == whole));
}

TEST_CASE("shards make up the whole, to the byte", "[cli][sweep][shard]") {
  const TemporaryDirectory directory;
  say(sweep_into(directory / "whole", {"--reps", "20"}));
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const Said said = say(sweep_into(directory / "shards", {"--reps", "20", "--shard", shard}));
    CHECK(said.code == kDone);
    CHECK_THAT(said.out, Catch::Contains("acqsim merge"));
  }
  const Said status = say({"status", directory / "shards"});
  CHECK_THAT(status.out,
             Catch::Contains("shard-0003-of-0003.sqlite") && Catch::Contains("nobody is writing") &&
                 Catch::Contains("(100%), 0 failed") && !Catch::Contains("(33%)") &&
                 Catch::Contains("all shards: 3 of 3 begun, 120 of 120 replications (100%), 0 "
                                 "failed; done") &&
                 Catch::Contains("Next: one study of all shards:") && Catch::Contains(" merge "));
  std::filesystem::rename(directory / "shards/shard-0002-of-0003.sqlite", directory / "kept");
  CHECK_THAT(say({"status", directory / "shards"}).out,
             Catch::Contains("all shards: 2 of 3 begun") && !Catch::Contains("; done") &&
                 Catch::Contains("Next: when all shards are done"));
  std::filesystem::rename(directory / "kept", directory / "shards/shard-0002-of-0003.sqlite");
  const Said merged =
      say({"merge", directory / "shards", "--out", directory / "shards/study.sqlite"});
  INFO(merged.err);
  CHECK(merged.code == kDone);
  CHECK_THAT(merged.out, Catch::Contains("6 points, 120 replications, of which 0 failed, from 3 "
                                         "studies") &&
                             !Catch::Contains("more than one"));
  CHECK(say({"merge", directory / "whole", "--out", directory / "canonical"}).code == kDone);
  CHECK((content(directory / "shards/study.sqlite") == content(directory / "canonical")));
  // What is added to the merged study counts at the next merge of the folder.
  CHECK(say(sweep_into(directory / "shards", {"--reps", "25"})).code == kDone);
  CHECK(say(sweep_into(directory / "whole", {"--reps", "25"})).code == kDone);
  CHECK_THAT(say({"merge", directory / "shards", "--out", directory / "again"}).out,
             Catch::Contains("6 points, 150 replications"));
  // No shard is idle.
  for (const char* shard : {"1", "2", "3"}) {
    const auto rows =
        store::query(directory / (std::string("shards/shard-000") + shard + "-of-0003.sqlite"),
                     "SELECT count(*) FROM replications");
    CHECK(std::stoi(rows.rows[0][0]) >= 24);
  }
}

TEST_CASE("no shard is idle, and every replication is one shard's", "[cli][sweep][shard]") {
  for (const std::uint64_t count : {1U, 2U, 3U, 6U, 7U, 14U, 21U, 49U, 64U, 77U, 210U}) {
    std::vector<std::uint64_t> work(count, 0);
    for (std::size_t point = 0; point < count; ++point) {
      for (std::uint64_t r = 0; r < 8; ++r) {
        int owners = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
          if (!Shard{i, count, {}}.has(point, r)) continue;
          ++owners;
          ++work[i];
        }
        REQUIRE(owners == 1);
      }
    }
    INFO(count);
    CHECK(work == std::vector<std::uint64_t>(count, 8));
  }
}

TEST_CASE("shards are read from the schedulers' variables", "[cli][sweep][shard]") {
  const TemporaryDirectory directory;
  const auto sweep = [&](const std::map<std::string, std::string>& variables) {
    return say(sweep_into(directory / "s", {"--reps", "4"}), "", with_environment(variables));
  };
  const auto has = [&](const std::string& name) {
    return std::filesystem::exists(directory / ("s/" + name));
  };
  const Said slurm = sweep({{"SLURM_ARRAY_TASK_ID", "7"},
                            {"SLURM_ARRAY_TASK_MIN", "3"},
                            {"SLURM_ARRAY_TASK_MAX", "9"},
                            {"SLURM_ARRAY_TASK_STEP", "2"},
                            {"SLURM_ARRAY_TASK_COUNT", "4"}});
  CHECK(slurm.code == kDone);
  CHECK_THAT(slurm.err, Catch::Contains("shard 3 of 4, from the Slurm job array"));
  CHECK(has("shard-0003-of-0004.sqlite"));
  const Said gaps = sweep({{"SLURM_ARRAY_TASK_ID", "7"},
                           {"SLURM_ARRAY_TASK_MIN", "1"},
                           {"SLURM_ARRAY_TASK_MAX", "9"},
                           {"SLURM_ARRAY_TASK_COUNT", "4"}});
  CHECK(gaps.code == kBadInput);
  CHECK_THAT(gaps.err, Catch::Contains("the Slurm array has gaps"));
  // A part of an array that is submitted again: its tasks are the shards of their numbers.
  const std::map<std::string, std::string> third{{"SLURM_ARRAY_TASK_ID", "3"},
                                                 {"SLURM_ARRAY_TASK_MIN", "3"},
                                                 {"SLURM_ARRAY_TASK_MAX", "3"},
                                                 {"SLURM_ARRAY_TASK_COUNT", "1"}};
  const Said alone = sweep(third);
  CHECK(alone.code == kBadInput);
  CHECK_THAT(alone.err, Catch::Contains("holds shards of 4") &&
                            Catch::Contains("shard 1 of 1, from the Slurm job array") &&
                            Catch::Contains("ACQSIM_SHARDS=4"));
  auto of_four = third;
  of_four["ACQSIM_SHARDS"] = "4";
  const Said again = sweep(of_four);
  CHECK(again.code == kDone);
  CHECK_THAT(again.err, Catch::Contains("shard 3 of 4, from the Slurm job array") &&
                            Catch::Contains("going on with"));
  of_four["SLURM_ARRAY_TASK_ID"] = "5";
  CHECK_THAT(sweep(of_four).err, Catch::Contains("ACQSIM_SHARDS says that there are 4, from one"));
  CHECK_THAT(say(sweep_into(directory / "s", {"--reps", "4", "--shard", "1/3"})).err,
             Catch::Contains("holds shards of 4"));

  std::filesystem::remove_all(directory / "s");
  CHECK(sweep({{"JOB_COMPLETION_INDEX", "0"}, {"ACQSIM_SHARDS", "2"}}).code == kDone);
  CHECK(has("shard-0001-of-0002.sqlite"));
  const Said unknown = sweep({{"JOB_COMPLETION_INDEX", "0"}});
  CHECK(unknown.code == kBadInput);
  CHECK_THAT(unknown.err, Catch::Contains("ACQSIM_SHARDS"));
  CHECK(sweep({{"AWS_BATCH_JOB_ARRAY_INDEX", "2"}, {"ACQSIM_SHARDS", "2"}}).code == kBadInput);
  CHECK(sweep({{"AWS_BATCH_JOB_ARRAY_INDEX", "1"}, {"ACQSIM_SHARDS", "2"}}).code == kDone);
  CHECK(has("shard-0002-of-0002.sqlite"));
  // What is asked for goes before what is found.
  const Said asked = say(sweep_into(directory / "s", {"--reps", "4", "--shard", "1/1"}), "",
                         with_environment({{"JOB_COMPLETION_INDEX", "0"}}));
  CHECK(asked.code == kDone);
  CHECK(has("study.sqlite"));
}

TEST_CASE("a dry run says how much, and writes nothing", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const Said said = say(sweep_into(directory / "s", {"--reps", "20", "--dry-run"}));
  CHECK(said.code == kDone);
  CHECK_THAT(said.out, Catch::Contains("6 points of grid, 20 replications each: 120 runs") &&
                           Catch::Contains("3 pilot runs") && Catch::Contains("of disk") &&
                           Catch::Contains("acqsim sweep"));
  CHECK_FALSE(std::filesystem::exists(directory / "s"));
  say(sweep_into(directory / "s", {"--reps", "5"}));
  CHECK_THAT(say(sweep_into(directory / "s", {"--reps", "20", "--dry-run"})).out,
             Catch::Contains("30 runs of them are in"));
  // What another scenario or seed has there is not this sweep's.
  CHECK_THAT(say(sweep_into(directory / "s", {"--reps", "20", "--seed", "2", "--dry-run"})).out,
             Catch::Contains("is a study of something else") && !Catch::Contains("of them are in"));
}

TEST_CASE("a sampling design is swept, and machine formats hold every figure", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const Args args{"sweep",    small_scenario(),
                  "--vary",   "lock_in.strength=0..2",
                  "--vary",   "vendors.beta.price=$100..$900",
                  "--design", "lhs(6)",
                  "--reps",   "3",
                  "--out",    directory / "s",
                  "--format"};
  const auto as = [&args](const std::string& format) {
    Args all = args;
    all.push_back(format);
    return say(all).out;
  };
  const std::string csv = as("csv");
  CHECK_THAT(csv, Catch::StartsWith("point,lock_in.strength,vendors.beta.price,row,name,"));
  CHECK_THAT(csv, Catch::Contains("\r\n6,") && !Catch::Contains("\r\n7,") &&
                      Catch::Contains(",outcome,first-signature,") &&
                      Catch::Contains(",measure,obligations,"));
  const std::string json = as("json");
  CHECK_THAT(json, Catch::Contains("\"design\": \"lhs(6)\"") &&
                       Catch::Contains("\"path\": \"lock_in.strength\"") &&
                       Catch::Contains("\"missing\": 0"));
}

TEST_CASE("what is wrong with a sweep is said, and leaves nothing behind", "[cli][sweep]") {
  const TemporaryDirectory directory;
  const auto refused = [&](const Args& more) {
    Args args{"sweep", small_scenario(), "--out", directory / "s"};
    args.insert(args.end(), more.begin(), more.end());
    const Said said = say(args);
    CHECK(said.code == kBadInput);
    CHECK_FALSE(std::filesystem::exists(directory / "s"));
    return said.err;
  };
  CHECK_THAT(refused({}), Catch::Contains("varies nothing"));
  CHECK_THAT(refused({"--vary", "lock_in.strengh=1,2"}), Catch::Contains("did you mean"));
  CHECK_THAT(refused({"--vary", "lock_in.strength=1,-2"}), Catch::Contains("allowed range"));
  CHECK_THAT(refused({"--vary", "lock_in.strength=1,2", "--shard", "3/2"}),
             Catch::Contains("--shard wants I/N"));
  CHECK_THAT(refused({"--vary", "lock_in.strength=1,2", "--vary", "where=lock_in.strength > 5"}),
             Catch::Contains("no point"));
  CHECK(say({"sweep"}).code == kBadInput);
}

TEST_CASE("a study is queried and exported in each format", "[cli][sweep]") {
  const TemporaryDirectory directory;
  say(sweep_into(directory / "s", {"--reps", "2"}));
  const std::string sql =
      "SELECT point, count(*) AS n, NULL AS none, 'a,b' AS t FROM replications "
      "GROUP BY point LIMIT 2";
  CHECK(say({"query", directory / "s", sql, "--format", "csv"}).out ==
        "point,n,none,t\r\n1,2,,\"a,b\"\r\n2,2,,\"a,b\"\r\n");
  CHECK(say({"query", directory / "s", sql, "--format", "json"}).out ==
        "[\n{\"point\": 1, \"n\": 2, \"none\": null, \"t\": \"a,b\"},\n"
        "{\"point\": 2, \"n\": 2, \"none\": null, \"t\": \"a,b\"}\n]\n");
  CHECK(say({"query", directory / "s", sql}).out ==
        "point  n  none  t\n    1  2        a,b\n    2  2        a,b\n");
  const Said wrong = say({"query", directory / "s", "DELETE FROM points"});
  CHECK(wrong.code == kBadInput);
  CHECK(say({"query", directory / "s"}).code == kBadInput);
  CHECK(say({"query", directory / "absent", "SELECT 1"}).code == kBadInput);

  CHECK_THAT(exported(directory / "s", "outcomes"),
             Catch::StartsWith("point,lock_in.strength,vendors.beta.price,replication,outcome,"
                               "answer\r\n1,0,300,0,first-signature,"));
  CHECK_THAT(exported(directory / "s", "measures"), Catch::Contains(",measure,"));
  CHECK_THAT(say({"export", directory / "s", "--format", "json"}).out,
             Catch::StartsWith("[\n{\"point\": 1, \"lock_in.strength\": 0,"));
  CHECK(say({"export", directory / "s", "--out", directory / "tables"}).code == kDone);
  CHECK((content(directory / "tables/measures.csv") == exported(directory / "s", "measures")));
  CHECK(say({"export", directory / "s", "--table", "none"}).code == kBadInput);
}

TEST_CASE("the status of a study is told, for people and for programs", "[cli][sweep]") {
  const TemporaryDirectory directory;
  say(sweep_into(directory / "s", {"--reps", "2"}));
  CHECK_THAT(say({"status", directory / "s"}).out,
             Catch::Contains("sweep of small, seed 1") &&
                 Catch::Contains("6 of 6 points complete, 12 of 12 replications (100%), 0 failed"));
  CHECK_THAT(say({"status", directory / "s", "--format", "json"}).out,
             Catch::Contains("\"wanted\": 12") && Catch::Contains("\"running\": false"));
  say({"run", small_scenario(), "--reps", "3", "--out", directory / "r"});
  CHECK_THAT(say({"status", directory / "r"}).out,
             Catch::Contains("run of small") && Catch::Contains("3 of 3 replications"));
  CHECK(say({"status", directory / "absent"}).code == kBadInput);
  CHECK(say({"status", small_scenario()}).code == kBadInput);
  CHECK(say({"status"}).code == kBadInput);
}

}  // namespace acqsim::cli
