#include "acqsim/report/sweep.hpp"

#include <cmath>
#include <cstdlib>
#include <map>
#include <unordered_map>

namespace acqsim::report {
namespace {

std::string value_of(const std::map<std::string, std::string>& manifest, const char* key) {
  const auto found = manifest.find(key);
  return found == manifest.end() ? std::string() : found->second;
}

Heading heading_of(const std::map<std::string, std::string>& manifest) {
  Heading heading;
  heading.name = value_of(manifest, "name");
  heading.title = value_of(manifest, "title");
  heading.start = value_of(manifest, "start");
  heading.end = value_of(manifest, "end");
  heading.seed = std::strtoull(value_of(manifest, "seed").c_str(), nullptr, 10);
  heading.version = value_of(manifest, "version");
  heading.scenario_hash = value_of(manifest, "scenario_hash");
  if (const std::string text = value_of(manifest, "confidence"); !text.empty()) {
    heading.confidence = std::strtod(text.c_str(), nullptr);
  }
  return heading;
}

void add(SweptPoint& point, const experiment::Result& result) {
  const auto* replication = std::get_if<model::Replication>(&result);
  if (replication == nullptr) {
    ++point.failures;
    return;
  }
  ++point.replications;
  for (std::size_t i = 0; i < point.outcomes.size(); ++i) {
    switch (replication->outcomes.at(i)) {
      case model::Answer::yes:
        ++point.outcomes[i].yes;
        break;
      case model::Answer::no:
        ++point.outcomes[i].no;
        break;
      case model::Answer::no_data:
        ++point.outcomes[i].no_data;
        break;
    }
  }
  for (std::size_t i = 0; i < point.measures.size(); ++i) {
    const double value = replication->measures.at(i);
    if (!std::isnan(value)) point.measures[i].add(value);
  }
}

}  // namespace

SweepResults read_sweep(store::StudyReader& study, const std::vector<std::int64_t>& points,
                        bool has_measures, bool has_lucks) {
  SweepResults results;
  const auto manifest = study.manifest();
  results.heading = heading_of(manifest);
  results.design = value_of(manifest, "design");
  results.parameters = study.parameters();
  results.columns = study.columns();

  std::map<std::int64_t, store::StoredPoint> stored;
  std::vector<std::int64_t> wanted = points;
  for (store::StoredPoint& one : study.points()) {
    if (points.empty()) wanted.push_back(one.id);
    stored.emplace(one.id, std::move(one));
  }
  std::map<std::int64_t, std::size_t> places;
  for (const std::int64_t id : wanted) {
    places[id] = results.points.size();
    SweptPoint point;
    point.id = id;
    point.settings = stored.at(id).settings;
    point.outcomes.resize(results.columns.questions.size());
    if (has_measures) point.measures.resize(results.columns.measures.size());
    results.points.push_back(std::move(point));
  }
  std::unordered_map<std::uint64_t, std::uint32_t> lucks;
  const auto use = [&](std::int64_t id, const experiment::Result& result) {
    const auto place = places.find(id);
    if (place == places.end()) return;
    SweptPoint& point = results.points[place->second];
    add(point, result);
    const auto* one = std::get_if<model::Replication>(&result);
    if (!has_lucks || one == nullptr) return;
    const auto next = static_cast<std::uint32_t>(lucks.size());
    point.lucks.push_back(lucks.try_emplace(one->index, next).first->second);
    point.answers.insert(point.answers.end(), one->outcomes.begin(), one->outcomes.end());
  };
  if (has_measures) {
    study.for_results(use);
  } else {
    study.for_outcomes(use);
  }
  results.lucks = lucks.size();
  for (const SweptPoint& point : results.points) {
    const std::uint64_t done = point.replications + point.failures;
    results.replications += point.replications;
    results.failures += point.failures;
    const std::uint64_t asked = stored.at(point.id).wanted.value_or(done);
    if (asked > done) results.missing += asked - done;
  }
  return results;
}

}  // namespace acqsim::report
