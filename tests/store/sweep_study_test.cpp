#include "acqsim/store/sweep_study.hpp"

#include "experiment/fake_source.hpp"
#include "support/temporary_directory.hpp"

#include <acqsim/store/merge.hpp>
#include <acqsim/store/study_reader.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace acqsim::store {
namespace {

namespace fake = experiment::fake;

StudyInfo info(const std::string& hash = "base") {
  StudyInfo result;
  result.key = {hash, 1, "0.1.0"};
  result.scenario = "name = fake\n";
  result.notes = {{"name", "fake"}, {"command", "acqsim sweep fake.yaml"}};
  return result;
}

const std::vector<StoredParameter> kParameters{{"b.price", "$", "What it costs."},
                                               {"a.strength", "", "How strong it is."}};

std::vector<StoredSetting> settings(double price, double strength) {
  return {{"b.price", "$" + std::to_string(price), price},
          {"a.strength", std::to_string(strength), strength}};
}

/// Replications [from, to) of a point at a price, of which every seventh fails.
void add(SweepStudy& study, double price, std::uint64_t from, std::uint64_t to,
         std::uint64_t wanted) {
  const auto id = study.point("hash" + std::to_string(price), settings(price, 1), wanted);
  for (std::uint64_t r = from; r < to; ++r) {
    if (r % 7 == 3) {
      study.failure(id, {r, "broke"});
    } else {
      model::Replication one = fake::replication(static_cast<std::uint64_t>(price) + r);
      one.index = r;
      study.replication(id, one);
    }
  }
  study.commit();
}

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a sweep's study knows its points by what they mean and by what they set", "[sweep]") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  {
    SweepStudy study(path, info(), kParameters);
    study.begin(fake::columns());
    CHECK_FALSE(study.known_hash(settings(5, 1)));
    const auto id = study.point("five", settings(5, 1), 10);
    CHECK(study.point("five", settings(5, 1), 20) == id);  // another way to write it, or more of it
    CHECK(study.known_hash(settings(5, 1)) == "five");
    CHECK(study.known_hash({settings(5, 1)[1], settings(5, 1)[0]}) == "five");
    CHECK(study.point("six", settings(6, 1), 10) != id);
    study.commit();
  }
  SweepStudy again(path, info(), kParameters);
  CHECK(again.known_hash(settings(6, 1)) == "six");
  StudyReader reader(path);
  const auto points = reader.points();
  REQUIRE(points.size() == 2);
  CHECK(points[0].wanted == 20U);
  CHECK(points[1].settings[0].path == "b.price");
  CHECK(points[1].settings[0].number == 6.0);
}

TEST_CASE("a point that other parameters reach has all settings, in any order of sweeps and merges",
          "[sweep]") {
  // Prices at the base strength, then strengths at the base price: the base is the same point.
  const TemporaryDirectory directory;
  std::vector<StoredParameter> price{kParameters[0]};
  price[0].base = "$5";
  price[0].base_number = 5.0;
  std::vector<StoredParameter> strength{kParameters[1]};
  strength[0].base = "1";
  strength[0].base_number = 1.0;
  const auto by_price = [&](const std::string& path) {
    SweepStudy study(path, info(), price);
    study.begin(fake::columns());
    study.point("5,1", {{"b.price", "$5", 5.0}}, 1);
    study.point("6,1", {{"b.price", "$6", 6.0}}, 1);
    study.commit();
  };
  const auto by_strength = [&](const std::string& path) {
    SweepStudy study(path, info(), strength);
    study.begin(fake::columns());
    study.point("5,1", {{"a.strength", "1.0", 1.0}}, 1);
    study.point("5,2", {{"a.strength", "2", 2.0}}, 1);
    study.commit();
    CHECK(study.known_hash({{"a.strength", "2", 2.0}}) == "5,2");
  };
  const auto settings_of = [](const std::string& path) {
    std::map<std::string, std::map<std::string, double>> all;
    for (const StoredPoint& point : StudyReader(path).points()) {
      for (const StoredSetting& one : point.settings) {
        all[point.key.scenario_hash][one.path] = one.number;
      }
    }
    return all;
  };
  const std::map<std::string, std::map<std::string, double>> expected{
      {"5,1", {{"a.strength", 1.0}, {"b.price", 5.0}}},
      {"5,2", {{"a.strength", 2.0}, {"b.price", 5.0}}},
      {"6,1", {{"a.strength", 1.0}, {"b.price", 6.0}}}};
  by_price(directory / "one");
  by_strength(directory / "one");
  CHECK(settings_of(directory / "one") == expected);
  by_strength(directory / "other");
  by_price(directory / "other");
  CHECK(settings_of(directory / "other") == expected);
  by_price(directory / "p");
  by_strength(directory / "s");
  merge({directory / "p", directory / "s"}, directory / "ps");
  merge({directory / "s", directory / "p"}, directory / "sp");
  CHECK(settings_of(directory / "ps") == expected);
  CHECK((bytes(directory / "ps") == bytes(directory / "sp")));
}

TEST_CASE("a point reached by a parameter without a base value has at least what was set",
          "[sweep]") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  SweepStudy study(path, info(), kParameters);
  const auto id = study.point("same", {{"b.price", "$5", 5.0}}, 1);
  CHECK(study.point("same", {{"a.strength", "1", 1.0}}, 1) == id);
  study.commit();
  CHECK(StudyReader(path).points().at(0).settings.size() == 2);
}

TEST_CASE("failed replications are missing again once forgotten", "[sweep]") {
  const TemporaryDirectory directory;
  SweepStudy study(directory / "study.sqlite", info(), kParameters);
  study.begin(fake::columns());
  add(study, 5, 0, 10, 10);
  const auto id = study.point("hash" + std::to_string(5.0), settings(5, 1), 10);
  CHECK(study.stored(id).size() == 10);
  study.forget_failures(id);
  CHECK(study.stored(id) == std::vector<std::uint64_t>{0, 1, 2, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("a reader gives back results, counts, failures and columns", "[sweep]") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  SweepStudy study(path, info(), kParameters);
  study.begin(fake::columns());
  add(study, 5, 0, 10, 10);
  add(study, 6, 0, 4, 10);
  study.progress(20, 14, 2);
  study.commit();
  CHECK(study.stored(2) == std::vector<std::uint64_t>{0, 1, 2, 3});
  CHECK(is_being_written(path));

  StudyReader reader(path);  // while it is written
  const auto counts = reader.counts();
  CHECK(counts.at(1).ok == 9);
  CHECK(counts.at(1).failed == 1);
  CHECK(counts.at(2).ok == 3);
  const auto failures = reader.first_failures(5);
  REQUIRE(failures.size() == 2);
  CHECK(failures[1].first == 2);
  CHECK(failures[1].second.index == 3);
  CHECK(failures[1].second.message == "broke");
  REQUIRE(reader.progress());
  CHECK(reader.progress()->planned == 20);
  const auto columns = reader.columns();
  CHECK(columns.measures[2].labels == fake::columns().measures[2].labels);
  CHECK(columns.questions[0].clock == "by 2028-01-01");
  std::vector<std::uint64_t> seen;
  reader.for_results([&](std::int64_t point, const experiment::Result& result) {
    if (point != 1) return;
    if (const auto* one = std::get_if<model::Replication>(&result)) {
      CHECK(one->measures[0] == fake::replication(5 + one->index).measures[0]);
      seen.push_back(one->index);
    }
  });
  CHECK(seen == std::vector<std::uint64_t>{0, 1, 2, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("a sweep and a run, or sweeps of two scenarios, are not one study", "[sweep]") {
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  { SweepStudy study(path, info(), kParameters); }
  CHECK_FALSE(is_being_written(path));
  CHECK_THROWS_WITH(SweepStudy(path, info("other"), kParameters),
                    Catch::Contains("there is another study (a sweep of scenario base"));
  CHECK_THROWS_WITH(Study(path, info()), Catch::Contains("and this is a run of scenario base"));
  StudyInfo newer = info();
  newer.key.version = "0.2.0";
  CHECK_THROWS_WITH(SweepStudy(path, newer, kParameters), Catch::Contains("acqsim 0.2.0"));
}

TEST_CASE("a merged study depends on what is merged, not on how it was divided", "[sweep][merge]") {
  const TemporaryDirectory directory;
  const auto write = [&](const std::string& name, const auto& fill) {
    SweepStudy study(directory / name, info(), kParameters);
    study.begin(fake::columns());
    fill(study);
    study.progress(name.size(), 3, 0);  // differs, and is no result
    study.commit();
    return directory / name;
  };
  const auto whole = write("whole", [](SweepStudy& study) {
    add(study, 5, 0, 30, 30);
    add(study, 10, 0, 30, 30);
  });
  const auto resumed = write("resumed", [](SweepStudy& study) {
    add(study, 10, 10, 20, 30);
    add(study, 5, 20, 30, 30);
    add(study, 5, 0, 20, 30);
    add(study, 10, 20, 30, 30);
    add(study, 10, 0, 10, 30);
  });
  const auto one = write("one", [](SweepStudy& study) {
    add(study, 5, 0, 8, 30);
    add(study, 5, 16, 30, 30);
    add(study, 10, 0, 0, 30);
  });
  const auto two = write("two", [](SweepStudy& study) {
    add(study, 10, 0, 30, 30);
    add(study, 5, 7, 17, 30);  // overlaps the first
  });
  const Merged from_whole = merge({whole}, directory / "a");
  CHECK(from_whole.points == 2);
  CHECK(from_whole.replications == 60);
  CHECK(from_whole.failed == 8);
  CHECK(from_whole.missing == 0);
  merge({resumed}, directory / "b");
  const Merged shards = merge({two, one}, directory / "c");
  CHECK(shards.doubled == 2);
  const std::string expected = bytes(directory / "a");
  CHECK((bytes(directory / "b") == expected));
  CHECK((bytes(directory / "c") == expected));
  merge({directory / "a"}, directory / "d");
  CHECK((bytes(directory / "d") == expected));
  CHECK(query(directory / "a", "PRAGMA integrity_check").rows[0][0] == "ok");
  CHECK(query(directory / "a", "SELECT DISTINCT status FROM points").rows[0][0] == "complete");
  CHECK(merge({one}, directory / "e").missing == 30 + 8);
}

TEST_CASE("what does not belong together is not merged, and nothing is left", "[sweep][merge]") {
  const TemporaryDirectory directory;
  {
    SweepStudy study(directory / "one", info(), kParameters);
    study.begin(fake::columns());
    add(study, 5, 0, 3, 3);
    SweepStudy other(directory / "other", info("another"), kParameters);
    other.begin(fake::columns());
    other.commit();
    SweepStudy disagrees(directory / "disagrees", info(), kParameters);
    disagrees.begin(fake::columns());
    const auto id = disagrees.point("hash5.000000", settings(5, 1), 3);
    auto replication = fake::replication(77);
    replication.index = 1;
    disagrees.replication(id, replication);
    disagrees.commit();
  }
  const std::string out = directory / "out";
  CHECK_THROWS_WITH(merge({directory / "one", directory / "other"}, out),
                    Catch::Contains("other: this is a study of another scenario"));
  CHECK_THROWS_WITH(merge({directory / "one", directory / "disagrees"}, out),
                    Catch::Contains("disagree about replication 1"));
  CHECK_THROWS_WITH(merge({directory / "absent"}, out), Catch::Contains("there is no such study"));
  CHECK_FALSE(std::filesystem::exists(out));
  CHECK_FALSE(std::filesystem::exists(out + ".part"));
  merge({directory / "one"}, out);
  CHECK_THROWS_WITH(merge({directory / "one"}, out), Catch::Contains("exists already"));
  CHECK_THROWS_WITH(merge({directory / "one"}, directory / "no/such/out"),
                    Catch::Contains("no/such/out"));
}

TEST_CASE("a replication that failed in one study and not in another is done", "[merge]") {
  const TemporaryDirectory directory;
  {
    SweepStudy failed(directory / "failed", info(), kParameters);
    failed.begin(fake::columns());
    failed.failure(failed.point("p", settings(1, 1), 1), {0, "out of memory"});
    failed.commit();
    SweepStudy done(directory / "done", info(), kParameters);
    done.begin(fake::columns());
    done.replication(done.point("p", settings(1, 1), 1), fake::replication(0));
    done.commit();
  }
  merge({directory / "failed", directory / "done"}, directory / "a");
  merge({directory / "done", directory / "failed"}, directory / "b");
  CHECK((bytes(directory / "a") == bytes(directory / "b")));
  CHECK(query(directory / "a", "SELECT status FROM replications").rows[0][0] == "ok");
}

TEST_CASE("a read-only folder can be read, and is named when it should be written", "[sweep]") {
  if (geteuid() == 0) return;  // root writes anywhere
  const TemporaryDirectory directory;
  const std::string path = directory / "study.sqlite";
  { SweepStudy study(path, info(), kParameters); }
  REQUIRE(chmod(path.c_str(), 0444) == 0);
  REQUIRE(chmod(directory.path().c_str(), 0555) == 0);
  CHECK(StudyReader(path).points().empty());
  CHECK_FALSE(is_being_written(path));
  CHECK_THROWS_WITH(SweepStudy(path, info(), kParameters), Catch::Contains("study.sqlite"));
  REQUIRE(chmod(directory.path().c_str(), 0755) == 0);
}

}  // namespace acqsim::store
