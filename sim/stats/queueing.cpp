#include "acqsim/stats/queueing.hpp"

#include <acqsim/base/check.hpp>

namespace acqsim::stats {
namespace {

void check_rates(unsigned servers, double arrival_rate, double service_rate) {
  ACQSIM_CHECK(servers > 0 && arrival_rate > 0.0 && service_rate > 0.0,
               "a queue needs servers, arrivals and services");
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

}  // namespace acqsim::stats
