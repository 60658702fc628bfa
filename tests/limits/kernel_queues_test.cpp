#include <acqsim/des/random.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/simulation.hpp>
#include <acqsim/stats/queueing.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

/// The kernel alone against theory. Every estimate is the mean of 40 independent replications, each
/// begun with a run-in that is not counted; the theory must lie within Student's interval of 99.9%
/// (39 degrees of freedom: 3.558 standard errors), and the interval must be narrow, so that a wrong
/// model fails: the last test shows that a service 3% too long does. Seeds are fixed.
namespace acqsim::limits {
namespace {

using base::Days;

constexpr int kReplications = 40;
constexpr double kStudent = 3.558;

struct Estimate {
  double mean = 0.0;
  double half_width = 0.0;
  bool contains(double value) const { return std::abs(value - mean) <= half_width; }
};

Estimate estimate(const std::function<double(std::uint64_t replication)>& replicate) {
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint64_t i = 0; i < kReplications; ++i) {
    const double value = replicate(i);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kReplications;
  const double variance = (squares - sum * mean) / (kReplications - 1);
  return Estimate{mean, kStudent * std::sqrt(variance / kReplications)};
}

des::RandomStream stream(std::uint64_t replication, std::uint64_t purpose) {
  return des::RandomStream(
      des::StreamKey{.seed = 20261124, .replication = replication, .purpose = purpose});
}

// ---- M/M/c with impatient customers

struct Counter {
  Counter(std::uint64_t replication, std::size_t servers)
      : counters(simulation, servers),
        gaps(stream(replication, 1)),
        services(stream(replication, 2)),
        patience(stream(replication, 3)) {}
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;
  ~Counter() { simulation.clear(); }

  des::Simulation simulation;
  des::Resource counters;
  des::RandomStream gaps;
  des::RandomStream services;
  des::RandomStream patience;
  Days counts_from;
  double service_mean = 1.0;
  double arrived = 0.0;
  double gave_up = 0.0;
};

des::Process impatient(des::Simulation& simulation, Counter& shop, double patience_mean) {
  const bool counts = simulation.now() >= shop.counts_from;
  const Days give_up = simulation.now() + Days(patience_mean * shop.patience.exponential());
  const double service = shop.service_mean * shop.services.exponential();
  const des::Holding counter = co_await shop.counters.acquire_until(give_up);
  if (counts) shop.arrived += 1.0;
  if (counts && !counter) shop.gave_up += 1.0;
  if (counter) co_await simulation.delay(Days(service));
}

des::Process impatient_arrivals(des::Simulation& simulation, Counter& shop, double rate,
                                double patience_mean) {
  for (;;) {
    co_await simulation.delay(Days(shop.gaps.exponential() / rate));
    simulation.spawn(impatient(simulation, shop, patience_mean));
  }
}

Estimate abandoning(std::size_t servers, double rate, double patience_mean, double service_mean) {
  return estimate([=](std::uint64_t replication) {
    Counter shop(replication, servers);
    shop.counts_from = Days(100.0);
    shop.service_mean = service_mean;
    shop.simulation.spawn(impatient_arrivals(shop.simulation, shop, rate, patience_mean));
    shop.simulation.run_until(Days(100.0 + 60'000.0 / rate));
    return shop.gave_up / shop.arrived;
  });
}

TEST_CASE("impatient customers give up as often as theory says", "[limits][queueing][kernel]") {
  struct Case {
    unsigned servers;
    double rate;
    double patience_mean;
  };
  // Light, at capacity, and overloaded by a fifth.
  for (const Case& point : {Case{2, 1.6, 1.0}, Case{5, 5.0, 2.0}, Case{5, 6.0, 0.5}}) {
    const double expected =
        stats::mmc_impatient(point.servers, point.rate, 1.0, 1.0 / point.patience_mean).abandoning;
    const Estimate found = abandoning(point.servers, point.rate, point.patience_mean, 1.0);
    INFO(point.servers << " servers, rate " << point.rate << ": " << found.mean << " +- "
                       << found.half_width << ", theory " << expected);
    CHECK(found.contains(expected));
    CHECK(found.half_width < 0.01 * expected);
  }
}

TEST_CASE("the same check refuses a service that is three per cent longer",
          "[limits][queueing][kernel]") {
  const double expected = stats::mmc_impatient(5, 5.0, 1.0, 0.5).abandoning;
  CHECK_FALSE(abandoning(5, 5.0, 2.0, 1.03).contains(expected));
}

// ---- M/G/1 with priorities

struct Line {
  Line(std::uint64_t replication, std::size_t classes)
      : server(simulation, 1), waited(classes), served(classes) {
    for (std::size_t k = 0; k < classes; ++k) {
      gaps.push_back(stream(replication, 10 + k));
      services.push_back(stream(replication, 20 + k));
    }
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { simulation.clear(); }

  des::Simulation simulation;
  des::Resource server;
  std::vector<des::RandomStream> gaps;
  std::vector<des::RandomStream> services;
  std::vector<double> waited;
  std::vector<double> served;
  Days counts_from;
};

des::Process prioritised(des::Simulation& simulation, Line& line, std::size_t k, double service) {
  const Days arrival = simulation.now();
  const des::Holding holding = co_await line.server.acquire(static_cast<int>(k));
  if (arrival >= line.counts_from) {
    line.waited[k] += (simulation.now() - arrival).value();
    line.served[k] += 1.0;
  }
  co_await simulation.delay(Days(service));
}

des::Process prioritised_arrivals(des::Simulation& simulation, Line& line, std::size_t k,
                                  stats::PriorityClass kind) {
  for (;;) {
    co_await simulation.delay(Days(line.gaps[k].exponential() / kind.arrival_rate));
    const double mean = kind.mean_service;  // exponential, or constant where it does not vary
    const double draw = line.services[k].exponential();
    const double service = kind.variance_of_service > 0.0 ? mean * draw : mean;
    simulation.spawn(prioritised(simulation, line, k, service));
  }
}

TEST_CASE("classes of priority wait as Cobham says", "[limits][queueing][kernel]") {
  const std::vector<stats::PriorityClass> classes{
      {0.2, 1.0, 1.0}, {0.3, 0.5, 0.0}, {0.2, 1.5, 2.25}};  // load 0.2 + 0.15 + 0.3
  const std::vector<double> expected = stats::priority_mean_waits(classes);
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const Estimate found = estimate([&classes, k](std::uint64_t replication) {
      Line line(replication, classes.size());
      line.counts_from = Days(500.0);
      for (std::size_t i = 0; i < classes.size(); ++i) {
        line.simulation.spawn(prioritised_arrivals(line.simulation, line, i, classes[i]));
      }
      line.simulation.run_until(Days(160'000.0));
      return line.waited[k] / line.served[k];
    });
    INFO("class " << k << ": " << found.mean << " +- " << found.half_width << ", theory "
                  << expected[k]);
    CHECK(found.contains(expected[k]));
    CHECK(found.half_width < 0.02 * expected[k]);
  }
}

// ---- Machines and their repairers

struct Workshop {
  Workshop(std::uint64_t replication, std::size_t repairers)
      : repair(simulation, repairers), luck(stream(replication, 30)) {}
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() { simulation.clear(); }

  // The time integral of the number of machines out of order.
  void change(int by) {
    const Days now = simulation.now();
    if (now > since) down_days += down * (now - since).value();
    since = now > since ? now : since;
    down += by;
  }

  des::Simulation simulation;
  des::Resource repair;
  des::RandomStream luck;
  Days since;  // not before the run-in is over
  int down = 0;
  double down_days = 0.0;
};

des::Process machine(des::Simulation& simulation, Workshop& shop, double failure_rate) {
  for (;;) {
    co_await simulation.delay(Days(shop.luck.exponential() / failure_rate));
    shop.change(+1);
    const des::Holding repairer = co_await shop.repair.acquire();
    co_await simulation.delay(Days(shop.luck.exponential()));
    shop.change(-1);
  }
}

TEST_CASE("machines are out of order as often as theory says", "[limits][queueing][kernel]") {
  struct Case {
    unsigned machines;
    unsigned repairers;
    double failure_rate;
  };
  for (const Case& point : {Case{4, 1, 0.25}, Case{20, 3, 0.2}}) {
    const double expected =
        stats::repair_mean_down(point.machines, point.repairers, point.failure_rate, 1.0);
    const Estimate found = estimate([&point](std::uint64_t replication) {
      constexpr double kRunIn = 200.0;
      constexpr double kDays = 20'000.0;
      Workshop shop(replication, point.repairers);
      shop.since = Days(kRunIn);
      for (unsigned i = 0; i < point.machines; ++i) {
        shop.simulation.spawn(machine(shop.simulation, shop, point.failure_rate));
      }
      shop.simulation.run_until(Days(kRunIn + kDays));
      shop.change(0);
      return shop.down_days / kDays;
    });
    INFO(point.machines << " machines: " << found.mean << " +- " << found.half_width << ", theory "
                        << expected);
    CHECK(found.contains(expected));
    CHECK(found.half_width < 0.01 * expected);
  }
}

// ---- A Poisson process whose rate varies

struct Clicks {
  std::vector<double> by_phase = std::vector<double>(10);
  std::vector<double> by_period;
};

double rate_at(double time) { return 8.0 * (1.0 + 0.75 * std::sin(2.0 * M_PI * time)); }

des::Process clicking(des::Simulation& simulation, des::RandomStream& luck, Clicks& clicks) {
  constexpr double kBound = 14.0;  // 8 (1 + 0.75): candidates, kept with probability rate / bound
  for (;;) {
    co_await simulation.delay(Days(luck.exponential() / kBound));
    const double now = simulation.now().value();
    if (luck.uniform() * kBound >= rate_at(now)) continue;
    clicks.by_phase[static_cast<std::size_t>((now - std::floor(now)) * 10.0)] += 1.0;
    clicks.by_period[static_cast<std::size_t>(now)] += 1.0;
  }
}

TEST_CASE("a Poisson process with a varying rate counts as its integral says",
          "[limits][queueing][kernel]") {
  constexpr int kPeriods = 20'000;
  des::Simulation simulation;
  des::RandomStream luck = stream(0, 40);
  Clicks clicks;
  clicks.by_period.resize(kPeriods);
  simulation.spawn(clicking(simulation, luck, clicks));
  simulation.run_until(Days(kPeriods - 1e-9));
  // Ten phases: chi-squared with ten degrees of freedom is beyond 35.56 once in 10,000.
  double chi_squared = 0.0;
  for (int k = 0; k < 10; ++k) {
    const auto integral = [](double t) {
      return 8.0 * (t - 0.75 * std::cos(2.0 * M_PI * t) / (2.0 * M_PI));
    };
    const double expected = kPeriods * (integral((k + 1) / 10.0) - integral(k / 10.0));
    const double difference = clicks.by_phase[static_cast<std::size_t>(k)] - expected;
    chi_squared += difference * difference / expected;
  }
  CHECK(chi_squared < 35.56);
  // The counts of periods are independent and Poisson with mean 8: their dispersion, sum of
  // (n - 8)^2 / 8, has mean 20,000 and variance 20,000 (2 + 1/8); four standard deviations.
  double dispersion = 0.0;
  for (const double count : clicks.by_period) dispersion += (count - 8.0) * (count - 8.0) / 8.0;
  CHECK(std::abs(dispersion - kPeriods) < 4.0 * std::sqrt(kPeriods * 2.125));
}

}  // namespace
}  // namespace acqsim::limits
