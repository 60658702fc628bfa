#include "model/metrics/breakdown.hpp"

#include "model/metrics/catalog.hpp"
#include "support/lively_everything.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

namespace acqsim::model {
namespace {

using metrics::Breakdown;
using metrics::Tally;
using LabelMap = std::map<std::string, std::string>;

/// A run of a market in which everything happens, and its measures.
struct Measured {
  Measured()
      : run(test::lively_everything(), 4), tally(run.world(), Days(0.0), run.world().horizon()) {
    run.world().listen(tally);
    run.run();
  }
  double operator()(const std::string& measure, const LabelMap& labels = {}) {
    const metrics::Reading reading{tally, run.world()};
    return metrics::of(measure).value(reading, metrics::labels_of(run.names(), labels));
  }
  double sum(const std::string& measure, const std::string& label, LabelMap others = {}) {
    const auto& ids = label == "kind"     ? run.names().kinds.all()
                      : label == "level"  ? run.names().levels.all()
                      : label == "vendor" ? run.names().vendors.all()
                                          : run.names().providers.all();
    double sum = 0.0;
    for (const auto& id : ids) {
      others[label] = id;
      sum += (*this)(measure, others);
    }
    return sum;
  }

  test::Run run;
  Tally tally;
};

TEST_CASE("what is counted by kind, level, vendor or provider sums to the whole",
          "[model][metrics]") {
  Measured read;
  for (const char* measure :
       {"obligations", "hosted_obligations", "awards", "active_contracts", "switching_cost"}) {
    INFO(measure);
    const double whole = read(measure);
    CHECK(whole > 0.0);
    for (const char* label : {"kind", "level", "vendor", "provider"}) {
      INFO(label);
      CHECK(read.sum(measure, label) == Approx(whole).epsilon(1e-9));
    }
    // And one kind's by the others.
    const LabelMap defense{{"kind", "defense"}};
    const double part = read(measure, defense);
    CHECK(part > 0.0);
    CHECK(part < whole);
    for (const char* label : {"level", "vendor", "provider"})
      CHECK(read.sum(measure, label, defense) == Approx(part).epsilon(1e-9));
  }
  for (const char* measure : {"requirements", "unmet"}) {
    INFO(measure);
    for (const char* label : {"kind", "level"})
      CHECK(read.sum(measure, label) == read(measure));  // whole numbers
  }
  CHECK(read("requirements") > 50.0);
}

TEST_CASE("shares of a part are of that part, and means are over it", "[model][metrics]") {
  Measured read;
  for (const char* measure : {"obligation_share", "award_share"}) {
    INFO(measure);
    CHECK(read.sum(measure, "vendor", {{"kind", "defense"}}) == Approx(1.0));
    CHECK(read.sum(measure, "vendor", {{"level", "high"}}) == Approx(1.0));
  }
  CHECK(read.sum("hosted_share", "provider", {{"kind", "civilian"}}) == Approx(1.0));
  // A mean is the parts' means, each by its number.
  double days = 0.0;
  double awards = 0.0;
  for (const auto& kind : read.run.names().kinds.all()) {
    const auto part = read.tally.parts().demand({.kind = read.run.kind(kind.c_str())});
    days += read("days_to_award", {{"kind", kind}}) * part.first_awards;
    awards += part.first_awards;
  }
  CHECK(awards == read.tally.first_awards);
  CHECK(days / awards == Approx(read("days_to_award")));
}

TEST_CASE("an event counts for its requirement's kind and level", "[model][metrics]") {
  test::Run run(test::two_clouds());
  Tally tally(run.world(), Days(0.0), run.world().horizon());
  const auto obligate = [&](const char* agency, const char* level, double model) {
    tally.on(Days(1.0),
             Obligated{RequirementId(0), run.agency(agency), run.vendor("beta"),
                       run.provider("two"), Money(model), Money(1.0), true, run.level(level)});
  };
  obligate("health", "moderate", 10.0);
  obligate("health", "high", 200.0);
  obligate("army", "high", 3000.0);
  CHECK(tally.parts().flow({.kind = run.kind("civilian")}).model == 210.0);
  CHECK(tally.parts().flow({.level = run.level("high")}).model == 3200.0);
  CHECK(tally.parts().flow({.kind = run.kind("defense"), .level = run.level("high")}).model ==
        3000.0);
  CHECK(tally.parts().flow({.level = run.level("il5")}).model == 0.0);
  CHECK(tally.parts().flow({.vendor = run.vendor("alpha")}).model == 0.0);
  CHECK(tally.parts().flow({}).hosting == 3.0);
}

}  // namespace
}  // namespace acqsim::model
