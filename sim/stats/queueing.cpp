#include "acqsim/stats/queueing.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace acqsim::stats {
namespace {

void check_rates(unsigned servers, double arrival_rate, double service_rate) {
  ACQSIM_CHECK(servers > 0 && arrival_rate > 0.0 && service_rate > 0.0,
               "a queue needs servers, arrivals and services");
}

/// Stationary probabilities of a birth-death chain from its ratios birth(n - 1) / death(n), scaled
/// by the largest weight so that nothing overflows; ends at `states` or where nothing is left.
template <class Ratio>
std::vector<double> birth_death(Ratio ratio, unsigned states) {
  std::vector<double> weights{1.0};
  double largest = 1.0;
  for (unsigned n = 1; n < states; ++n) {
    weights.push_back(weights.back() * ratio(n));
    largest = std::max(largest, weights.back());
    if (weights.back() < 1e-18 * largest && ratio(n) < 1.0) break;
    if (largest > 1e200) {
      for (double& weight : weights) weight /= largest;
      largest = 1.0;
    }
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

double erlang_b(unsigned servers, double arrival_rate, double service_rate) {
  check_rates(servers, arrival_rate, service_rate);
  const double offered = arrival_rate / service_rate;
  // B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)): no factorials, so no overflow for many servers.
  double blocked = 1.0;
  for (unsigned c = 1; c <= servers; ++c) {
    blocked = offered * blocked / (static_cast<double>(c) + offered * blocked);
  }
  return blocked;
}

double erlang_c(unsigned servers, double arrival_rate, double service_rate) {
  const double blocked = erlang_b(servers, arrival_rate, service_rate);
  const double load = arrival_rate / (static_cast<double>(servers) * service_rate);
  ACQSIM_CHECK(load < 1.0, "a queue with a load of one or more has no equilibrium");
  return blocked / (1.0 - load * (1.0 - blocked));
}

double mmc_mean_wait(unsigned servers, double arrival_rate, double service_rate) {
  const double waiting = erlang_c(servers, arrival_rate, service_rate);
  return waiting / (static_cast<double>(servers) * service_rate - arrival_rate);
}

double mg1_mean_wait(double arrival_rate, double mean_service, double variance_of_service) {
  ACQSIM_CHECK(arrival_rate > 0.0 && mean_service > 0.0 && variance_of_service >= 0.0,
               "a queue needs arrivals and services");
  const double load = arrival_rate * mean_service;
  ACQSIM_CHECK(load < 1.0, "a queue with a load of one or more has no equilibrium");
  const double second_moment = mean_service * mean_service + variance_of_service;
  return arrival_rate * second_moment / (2.0 * (1.0 - load));
}

Impatience mmc_impatient(unsigned servers, double arrival_rate, double service_rate,
                         double patience_rate) {
  check_rates(servers, arrival_rate, service_rate);
  ACQSIM_CHECK(patience_rate > 0.0, "patience must end");
  const auto ratio = [=](unsigned n) {
    const double busy = std::min(n, servers);
    const double waiting = n > servers ? n - servers : 0;
    return arrival_rate / (busy * service_rate + waiting * patience_rate);
  };
  constexpr unsigned kStates = 1'000'000;
  const std::vector<double> stationary = birth_death(ratio, kStates);
  Impatience result;
  for (std::size_t n = servers; n < stationary.size(); ++n) {
    result.delayed += stationary[n];
    result.mean_queue += static_cast<double>(n - servers) * stationary[n];
  }
  result.abandoning = patience_rate * result.mean_queue / arrival_rate;
  return result;
}

std::vector<double> priority_mean_waits(const std::vector<PriorityClass>& classes) {
  double residual = 0.0;
  double load = 0.0;
  for (const PriorityClass& one : classes) {
    ACQSIM_CHECK(one.arrival_rate > 0.0 && one.mean_service > 0.0 && one.variance_of_service >= 0.0,
                 "a queue needs arrivals and services");
    residual +=
        one.arrival_rate * (one.mean_service * one.mean_service + one.variance_of_service) / 2.0;
    load += one.arrival_rate * one.mean_service;
  }
  ACQSIM_CHECK(load < 1.0, "a queue with a load of one or more has no equilibrium");
  std::vector<double> waits;
  double before = 0.0;
  for (const PriorityClass& one : classes) {
    const double including = before + one.arrival_rate * one.mean_service;
    waits.push_back(residual / ((1.0 - before) * (1.0 - including)));
    before = including;
  }
  return waits;
}

double repair_mean_down(unsigned machines, unsigned repairers, double failure_rate,
                        double repair_rate) {
  check_rates(repairers, failure_rate, repair_rate);
  const auto ratio = [=](unsigned n) {
    const double running = machines - (n - 1);
    return running * failure_rate / (std::min(n, repairers) * repair_rate);
  };
  const std::vector<double> stationary = birth_death(ratio, machines + 1);
  double down = 0.0;
  for (std::size_t n = 0; n < stationary.size(); ++n)
    down += static_cast<double>(n) * stationary[n];
  return down;
}

}  // namespace acqsim::stats
