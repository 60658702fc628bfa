#include "acqsim/store/study.hpp"

#include "experiment/fake_source.hpp"
#include "store/database.hpp"
#include "store/writer_lock.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/experiment/runner.hpp>

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace acqsim::store {
namespace {

namespace fake = experiment::fake;

StudyInfo info(std::uint64_t seed = 1) {
  StudyInfo result;
  result.key = {"0123456789abcdef0123", seed, "0.1.0"};
  result.scenario = "name = fake\n";
  result.notes = {{"title", "A fake study"}};
  return result;
}

experiment::Plan exactly(std::uint64_t replications) {
  experiment::Plan plan;
  plan.replications = replications;
  return plan;
}

/// Runs into a study file, going on with what it holds.
experiment::RunOutcome run_into(const std::string& path, const experiment::Source& source,
                                std::uint64_t replications, unsigned threads = 1) {
  Study study(path, info());
  experiment::RunOptions options;
  options.threads = threads;
  options.prior = [&study](std::uint64_t index) { return study.result(index); };
  return experiment::run(source, exactly(replications), study, options);
}

/// All rows of all tables, in their stored order.
std::string dump(const std::string& path) {
  std::string text;
  for (const char* table : {"manifest", "points", "replications", "measure_columns",
                            "question_columns", "measures", "outcomes"}) {
    text += std::string("-- ") + table + "\n";
    for (const auto& row : query(path, std::string("SELECT * FROM ") + table).rows) {
      for (const std::string& cell : row) text += cell + "|";
      text += "\n";
    }
  }
  return text;
}

std::string cell(const std::string& path, const std::string& sql) {
  return query(path, sql).rows.at(0).at(0);
}

}  // namespace

TEST_CASE("a study gives back every replication to the bit, and every failure") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::failing_source(), 12);

  Study study(path, info());
  study.begin(fake::columns());
  REQUIRE(study.stored() == 12);
  for (std::uint64_t i = 0; i < 12; ++i) {
    const auto result = study.result(i);
    REQUIRE(result);
    if (i % 7 == 3) {
      CHECK(std::get<experiment::Failure>(*result).message == "broke at " + std::to_string(i));
      continue;
    }
    const auto& stored = std::get<model::Replication>(*result);
    const auto expected = fake::replication(i);
    CHECK(stored.index == i);
    CHECK(stored.outcomes == expected.outcomes);
    CHECK(stored.events == expected.events);
    CHECK(stored.path_hash == expected.path_hash);
    CHECK(stored.draws == expected.draws);
    REQUIRE(stored.measures.size() == expected.measures.size());
    for (std::size_t c = 0; c < stored.measures.size(); ++c) {
      const bool both_missing = std::isnan(stored.measures[c]) && std::isnan(expected.measures[c]);
      CHECK((both_missing || std::bit_cast<std::uint64_t>(stored.measures[c]) ==
                                 std::bit_cast<std::uint64_t>(expected.measures[c])));
    }
  }
  CHECK_FALSE(study.result(12));
}

TEST_CASE("a study holds the same rows for any number of threads, resumed or not") {
  const TemporaryDirectory directory;
  run_into(directory / "one", fake::failing_source(), 200);
  run_into(directory / "many", fake::failing_source(), 200, 4);
  run_into(directory / "resumed", fake::failing_source(), 70);
  run_into(directory / "resumed", fake::failing_source(), 200, 2);
  CHECK(dump(directory / "many") == dump(directory / "one"));
  CHECK(dump(directory / "resumed") == dump(directory / "one"));
}

TEST_CASE("the views answer by name") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 40);
  CHECK(cell(path,
             "SELECT count(*) FROM measure_values WHERE measure = 'obligations' AND "
             "labels->>'vendor' = 'openai'") == "40");
  // Every fourth of 40 has no days_to_award, every tenth no answer to "rare".
  CHECK(cell(path, "SELECT no_data FROM measure_means WHERE measure = 'days_to_award'") == "10");
  CHECK(cell(path, "SELECT n FROM outcome_frequencies WHERE outcome = 'rare'") == "36");
  CHECK(cell(path, "SELECT count(*) FROM outcome_values WHERE answer IS NULL") == "4");
  CHECK(cell(path, "SELECT status FROM points") == "complete");
  CHECK(cell(path, "SELECT value FROM manifest WHERE key = 'title'") == "A fake study");
}

TEST_CASE("a study of another key is refused and left as it was") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 5);
  const std::string before = dump(path);
  CHECK_THROWS_AS(Study(path, info(2)), StudyError);
  CHECK_THROWS_WITH(Study(path, info(2)), Catch::Contains("another study") &&
                                              Catch::Contains("seed 1") &&
                                              Catch::Contains("seed 2"));
  CHECK(dump(path) == before);
}

TEST_CASE("a study whose columns differ is refused") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 5);
  Study study(path, info());
  auto columns = fake::columns();
  columns.measures.pop_back();
  CHECK_THROWS_AS(study.begin(columns), StudyError);
}

TEST_CASE("a study has one writer at a time, while others may read") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  Study first(path, info());
  first.begin(fake::columns());
  first.replication(fake::replication(0));
  CHECK_THROWS_WITH(Study(path, info()), Catch::Contains("another run is writing"));
  CHECK(cell(path, "SELECT count(*) FROM measure_columns") == "4");
}

TEST_CASE("a second writer does not slip in between two batches") {
  // Then SQLite's own lock is nobody's: what keeps others out is held until the first is done.
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 5);
  {
    const WriterLock between(path);
    CHECK_THROWS_WITH(Study(path, info()), Catch::Contains("another run is writing"));
  }
  {
    const Study writing(path, info());
    CHECK_THROWS_WITH(WriterLock(path), Catch::Contains("another run is writing"));
  }
  CHECK_NOTHROW(WriterLock(path));
}

TEST_CASE("a file that is not a study is refused and left as it was") {
  const TemporaryDirectory directory;
  const std::string path = directory / "notes.txt";
  const std::string text(5000, 'x');
  std::ofstream(path) << text;
  CHECK_THROWS_WITH(Study(path, info()), Catch::Contains("notes.txt: this file is not a study"));
  CHECK(std::filesystem::file_size(path) == 5000);
}

TEST_CASE("a study that lacks its end is refused and left as it was") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 300);
  const auto whole = std::filesystem::file_size(path);
  for (const auto size : {whole - 1, whole / 2, std::uintmax_t{4096}, std::uintmax_t{50}}) {
    std::filesystem::resize_file(path, size);
    CHECK_THROWS_WITH(Study(path, info()),
                      Catch::Contains("study.sqlite: this study is cut short"));
    CHECK_THROWS_WITH(query(path, "SELECT 1"), Catch::Contains("cut short"));
    CHECK(std::filesystem::file_size(path) == size);
  }
}

TEST_CASE("another program's database is refused and left as it was") {
  const TemporaryDirectory directory;
  const std::string path = directory / "other.sqlite";
  run_into(path, fake::source(), 5);
  {
    Database other(path, Database::Mode::create);
    other.execute("PRAGMA application_id = 7");
  }
  const auto bytes = [&path] {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string before = bytes();
  CHECK_THROWS_WITH(Study(path, info()), Catch::Contains("this file is not a study"));
  CHECK_THROWS_WITH(query(path, "SELECT 1"), Catch::Contains("this file is not a study"));
  CHECK((bytes() == before));
}

TEST_CASE("a query says what is wrong with it") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  CHECK_THROWS_WITH(query(path, "SELECT 1"), Catch::Contains("there is no such study"));
  run_into(path, fake::source(), 5);
  CHECK(query(path, "SELECT 1; -- no more\n ;").rows.size() == 1);
  CHECK_THROWS_WITH(query(path, "SELECT 1; SELECT 2"), Catch::Contains("one statement at a time"));
  CHECK_THROWS_WITH(query(path, " -- nothing"), Catch::Contains("no statement"));
  CHECK_THROWS_WITH(query(path, "DELETE FROM points"), Catch::Contains("would change it"));
  CHECK_THROWS_WITH(query(path, "SELEC 1"), Catch::Contains("syntax error"));
}

TEST_CASE("a writer without a log waits for a reader, however long it reads") {
  const TemporaryDirectory directory;
  const std::string path = directory / "plain.sqlite";
  Database writer(path, Database::Mode::create);
  writer.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1), (2)");
  writer.execute("PRAGMA busy_timeout = 20; BEGIN IMMEDIATE; INSERT INTO t VALUES (3)");
  Database reader(path, Database::Mode::read_only);
  Statement row(reader, "SELECT x FROM t");
  REQUIRE(row.step());  // holds the file open for reading
  int waited = 0;
  writer.commit([&] {
    if (++waited == 3) row.reset();
  });
  CHECK(waited == 3);
  CHECK(reader.number("SELECT count(*) FROM t") == 3);
}

TEST_CASE("what has waited for a while is committed though nothing comes after it") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  Study study(path, info());
  study.begin(fake::columns());
  study.replication(fake::replication(0));
  const auto stored = [&path] {
    return query(path, "SELECT count(*) FROM replications").rows[0][0];
  };
  study.commit_if_old();
  CHECK(stored() == "0");
  usleep(300'000);
  study.commit_if_old();
  CHECK(stored() == "1");
}

TEST_CASE("a closed study is one file") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 100);
  CHECK_FALSE(std::filesystem::exists(path + "-wal"));
  CHECK_FALSE(std::filesystem::exists(path + "-shm"));
  CHECK(cell(path, "PRAGMA journal_mode") == "delete");
}

TEST_CASE("a place that cannot be written is named") {
  const TemporaryDirectory directory;
  CHECK_THROWS_WITH(Study(directory / "absent/study.sqlite", info()),
                    Catch::Contains("absent/study.sqlite"));
}

TEST_CASE("a query is read-only, and a wrong one is an error") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  run_into(path, fake::source(), 1);
  CHECK_THROWS_AS(query(path, "DELETE FROM measures"), StudyError);
  CHECK_THROWS_AS(query(path, "SELECT nonsense"), StudyError);
  CHECK_THROWS_AS(query(directory / "absent.sqlite", "SELECT 1"), StudyError);
}

TEST_CASE(
    "a killed writer loses at most the batch in flight, and the study goes on to the same rows") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Study study(path, info());
    study.begin(fake::columns());
    for (std::uint64_t i = 0;; ++i) {
      study.replication(fake::replication(i));
      if (write(ends[1], "x", 1) != 1) _exit(1);
    }
  }
  close(ends[1]);
  std::uint64_t reported = 0;
  for (char byte = 0; reported < 333 && read(ends[0], &byte, 1) == 1;) ++reported;
  REQUIRE(kill(child, SIGKILL) == 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  close(ends[0]);
  REQUIRE(WIFSIGNALED(status));

  std::uint64_t kept = 0;
  {
    Study study(path, info());
    kept = study.stored();
    // The pipe may hold reports of later ones; what was reported is there but for one batch of 64.
    CHECK(kept + 64 > reported);
  }
  CHECK(cell(path, "PRAGMA integrity_check") == "ok");
  run_into(path, fake::source(), kept + 10);
  run_into(directory / "whole", fake::source(), kept + 10);
  CHECK(dump(path) == dump(directory / "whole"));
}

TEST_CASE(
    "a full disk ends the run with an error that names the file, and what was written stays") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200000, 200000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(10);
    try {
      run_into(path, fake::source(), 100000);
    } catch (const StudyError& error) {
      _exit(std::string(error.what()).find("study.sqlite: ") != std::string::npos ? 7 : 8);
    } catch (...) {
      _exit(9);
    }
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(cell(path, "PRAGMA integrity_check") == "ok");
  Study study(path, info());
  CHECK(study.stored() > 0);
}

}  // namespace acqsim::store
