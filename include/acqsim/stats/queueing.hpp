#pragma once

namespace acqsim::stats {

/// Closed forms of queues in equilibrium, against which the simulator's own queues are tested.
/// Rates are per any one unit of time, and times are in that unit. Customers arrive by a Poisson
/// process and are served in order of arrival. All require positive rates and, where a queue can
/// grow, a load below one (ACQSIM_CHECK).

/// Part of arrivals turned away by c servers without a waiting room. Source: [erlang-1917].
double erlang_b(unsigned servers, double arrival_rate, double service_rate);

/// Probability that an arrival must wait in M/M/c: C = B / (1 - rho (1 - B)), rho = lambda / (c
/// mu). Source: [erlang-1917].
double erlang_c(unsigned servers, double arrival_rate, double service_rate);

/// Mean time in the queue of M/M/c, without service, over all arrivals: C / (c mu - lambda).
double mmc_mean_wait(unsigned servers, double arrival_rate, double service_rate);

/// Mean time in the queue of M/G/1: lambda E[S^2] / (2 (1 - rho)), with E[S^2] = mean^2 + variance.
/// Source: Pollaczek and Khinchine, [pollaczek-1930].
double mg1_mean_wait(double arrival_rate, double mean_service, double variance_of_service);

}  // namespace acqsim::stats
