#include <acqsim/model/catalog.hpp>
#include <acqsim/model/market.hpp>
#include <acqsim/scenario/citations.hpp>
#include <acqsim/scenario/loader.hpp>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

/// What must hold of every scenario that this project publishes.
namespace acqsim {
namespace {

const std::string kFolder = ACQSIM_SOURCE_DIR "/scenarios";
const std::string kFingerprints = ACQSIM_SOURCE_DIR "/tests/golden/fingerprints.csv";
constexpr const char* kHowToUpdate =
    "if this is meant, rewrite the fingerprints with\n"
    "  ACQSIM_UPDATE_GOLDEN=1 ctest --test-dir BUILD -R fingerprint\n"
    "and say why under Trajectory in CHANGELOG.md";

constexpr std::uint64_t kSeed = 1;
constexpr std::uint64_t kReplications[] = {3, 5};

scenario::Catalogue catalogue() {
  return {model::action_rows(), model::event_rows(), model::measure_rows()};
}

/// A scenario ready to run, with at most 300 agencies of each generated population, so that the
/// tests stay fast; `tools/bench scale` runs them all.
model::Market market_of(const std::string& file) {
  spec::Scenario scenario = scenario::load(file, catalogue()).scenario;
  for (auto& [id, population] : scenario.populations) {
    population.count = std::min(population.count, 300);
  }
  return model::Market(std::move(scenario));
}

/// The files of the folder itself: those below it are parts.
std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().filename() == "claims.yaml") continue;  // of scenarios, and none itself
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29U);
}

/// The same for every NaN, which differ between compilers, and for both zeros.
std::uint64_t bits_of(double value) {
  if (std::isnan(value)) return 0x7FF8000000000000ULL;
  return std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value);
}

std::uint64_t path_of(const model::Replication& run) {
  return mix(mix(mix(0, run.path_hash), run.events), run.draws);
}

std::uint64_t results_of(const model::Replication& run) {
  std::uint64_t hash = 0;
  for (const double value : run.measures) hash = mix(hash, bits_of(value));
  for (const auto answer : run.outcomes) hash = mix(hash, static_cast<std::uint64_t>(answer));
  return hash;
}

/// NaN, "no data", equals itself here.
bool same_bits(const model::Replication& a, const model::Replication& b) {
  return a.index == b.index && a.events == b.events && a.path_hash == b.path_hash &&
         a.draws == b.draws && a.outcomes == b.outcomes &&
         std::equal(a.measures.begin(), a.measures.end(), b.measures.begin(), b.measures.end(),
                    [](double x, double y) { return bits_of(x) == bits_of(y); });
}

TEST_CASE("every scenario loads, and every figure says what it rests on", "[scenarios]") {
  const auto files = scenario_files();
  REQUIRE(files.size() >= 2);
  for (const auto& file : files) {
    DYNAMIC_SECTION(name_of(file)) {
      try {
        const auto loaded = scenario::load(file, catalogue());
        CHECK(loaded.scenario.name == name_of(file));
        CHECK_FALSE(loaded.scenario.outcomes.empty());
        const auto missing = scenario::citations_missing(loaded);
        for (const auto& line : missing) UNSCOPED_INFO(line);
        CHECK(missing.empty());
      } catch (const base::InputError& error) {
        FAIL(error.what());
      }
    }
  }
}

TEST_CASE("a comment changes nothing that a scenario means", "[scenarios]") {
  for (const auto& file : scenario_files()) {
    DYNAMIC_SECTION(name_of(file)) {
      std::istringstream lines(text_of(file));
      std::string commented = "# first\n";
      for (std::string line; std::getline(lines, line);) {
        const auto start = line.find_first_not_of(' ');
        const bool is_comment = start != std::string::npos && line[start] == '#';
        if (!is_comment) commented += line + "\n";
      }
      commented += "# last\n";
      const scenario::LoadOptions options{.directory = kFolder};
      const auto as_written = scenario::load(file, catalogue());
      const auto as_commented =
          scenario::load_text(commented, "commented.yaml", catalogue(), {}, options);
      CHECK(as_commented.canonical == as_written.canonical);
    }
  }
}

/// Two replications of every scenario, in the order of the files.
std::string fingerprints() {
  std::string text = "scenario,seed,replication,path,results\n";
  for (const auto& file : scenario_files()) {
    const model::Market market = market_of(file);
    for (const std::uint64_t index : kReplications) {
      const auto run = market.replicate(kSeed, index);
      text += fmt::format("{},{},{},{:016x},{:016x}\n", name_of(file), kSeed, index, path_of(run),
                          results_of(run));
    }
  }
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST_CASE("every scenario's trajectory has the known fingerprint", "[scenarios][fingerprints]") {
  const std::string now = fingerprints();
  if (const char* update = std::getenv("ACQSIM_UPDATE_GOLDEN"); update && *update == '1') {
    std::ofstream(kFingerprints, std::ios::binary) << now;
  }
  const auto expected = lines_of(text_of(kFingerprints));
  const auto found = lines_of(now);
  INFO(kHowToUpdate);
  for (const auto& line : found) {
    INFO("tests/golden/fingerprints.csv has no line\n  " << line);
    CHECK(std::find(expected.begin(), expected.end(), line) != expected.end());
  }
  for (const auto& line : expected) {
    INFO("tests/golden/fingerprints.csv has, and no scenario gives,\n  " << line);
    CHECK(std::find(found.begin(), found.end(), line) != found.end());
  }
  CHECK(found == expected);
}

TEST_CASE("a scenario against itself differs by exactly nothing, in any order of replications",
          "[scenarios][determinism][long]") {
  for (const auto& file : scenario_files()) {
    DYNAMIC_SECTION(name_of(file)) {
      const model::Market market = market_of(file);
      const model::Market twin = market_of(file);
      const auto third = market.replicate(kSeed, 3);
      const auto fifth = market.replicate(kSeed, 5);
      const auto twin_fifth = twin.replicate(kSeed, 5);
      const auto twin_third = twin.replicate(kSeed, 3);
      CHECK(same_bits(third, twin_third));
      CHECK(same_bits(fifth, twin_fifth));
      CHECK(third.path_hash != fifth.path_hash);
      CHECK(third.measures.size() == market.measures().size());
      CHECK(third.outcomes.size() == market.outcomes().size());
      for (std::size_t m = 0; m < third.measures.size(); ++m) {
        INFO(market.measures()[m].key());
        const double difference = third.measures[m] - twin_third.measures[m];
        CHECK((difference == 0.0 || std::isnan(third.measures[m])));
        CHECK_FALSE(std::isinf(third.measures[m]));
      }
    }
  }
}

}  // namespace
}  // namespace acqsim
