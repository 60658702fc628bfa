#pragma once

#include <vector>

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

/// M/M/c whose customers give up after an exponential patience (M/M/c+M), in equilibrium at any
/// load. From the birth-death chain with births lambda and deaths min(n, c) mu + (n - c)+ theta.
/// Source: [palm-1957].
struct Impatience {
  double abandoning = 0.0;  ///< part of arrivals that give up: theta E[queue] / lambda
  double mean_queue = 0.0;  ///< customers that wait
  double delayed = 0.0;     ///< part of arrivals that find no server free
};
/// `patience_rate`: theta, one over the mean patience. Requires: positive.
Impatience mmc_impatient(unsigned servers, double arrival_rate, double service_rate,
                         double patience_rate);

/// One class of customers of M/G/1 with priorities.
struct PriorityClass {
  double arrival_rate = 0.0;
  double mean_service = 0.0;
  double variance_of_service = 0.0;
};
/// Mean time in the queue of each class, the first being served first, nobody being interrupted:
/// W_k = W_0 / ((1 - s_(k-1)) (1 - s_k)), where s_k is the load of the first k classes and W_0 =
/// sum of lambda E[S^2] / 2. Source: [cobham-1954].
std::vector<double> priority_mean_waits(const std::vector<PriorityClass>& classes);

/// Mean number of machines out of order, of which each fails at `failure_rate` while it runs and
/// `repairers` mend one each at a time (M/M/c//N). From the birth-death chain with births (N - n)
/// lambda and deaths min(n, c) mu. Source: [palm-1957].
double repair_mean_down(unsigned machines, unsigned repairers, double failure_rate,
                        double repair_rate);

}  // namespace acqsim::stats
