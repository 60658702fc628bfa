#pragma once

#include <acqsim/experiment/source.hpp>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>

/// Replications whose answers are plain arithmetic on the index, so that a test can say what they
/// sum to.
namespace acqsim::experiment::fake {

/// A fixed scramble of the index (splitmix64's finisher) as a number in [0, 1).
inline double scrambled(std::uint64_t index) {
  std::uint64_t z = (index + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
}

inline Columns columns() {
  Columns columns;
  columns.measures = {{"obligations", {{"vendor", "openai"}}, "$"},
                      {"obligations", {{"vendor", "anthropic"}}, "$"},
                      {"hosted_share", {{"provider", "aws"}, {"vendor", "openai"}}, "share"},
                      {"days_to_award", {}, "d"}};
  columns.questions = {{"aws-signs", "Does AWS sign first?", "by 2028-01-01", ">= 0.2"},
                       {"rare", "Does the rare thing happen?", "", ""}};
  columns.glossary = {
      {.name = "obligations",
       .meaning = "Dollars that agencies committed to a vendor.",
       .source = "assumption",
       .unit = "$"},
      {.name = "hosted_share",
       .meaning = "Part of a vendor's obligations that runs in a provider's enclaves.",
       .source = "assumption",
       .unit = "share"},
      {.name = "days_to_award",
       .meaning = "Mean days from a requirement to its award.",
       .source = "assumption",
       .unit = "d"}};
  return columns;
}

/// Question 0 is yes in a third of replications, question 1 never; days_to_award has no data in
/// every fourth.
inline model::Replication replication(std::uint64_t index) {
  const double u = scrambled(index);
  const double none = std::numeric_limits<double>::quiet_NaN();
  model::Replication result;
  result.index = index;
  result.measures = {1e6 * (1.0 + u), 2e6 * u * u, u / 2.0,
                     index % 4 == 3 ? none : 100.0 + 50.0 * u};
  result.outcomes = {u < 1.0 / 3.0 ? model::Answer::yes : model::Answer::no,
                     index % 10 == 0 ? model::Answer::no_data : model::Answer::no};
  result.events = 100 + index % 7;
  result.path_hash = 0xffff000000000000ULL + index;
  result.draws = 1000 + index;
  return result;
}

inline Source source() { return {columns(), replication}; }

/// The same answers, but later indices tend to be ready first when there is more than one worker.
inline Source shuffled_source() {
  return {columns(), [](std::uint64_t index) {
            const auto spins = static_cast<int>(2000.0 * scrambled(index ^ 0xabcdefULL));
            for (int i = 0; i < spins; ++i) std::this_thread::yield();
            return replication(index);
          }};
}

/// Every seventh index fails, beginning with 3.
inline Source failing_source() {
  return {columns(), [](std::uint64_t index) {
            if (index % 7 == 3) throw std::runtime_error("broke at " + std::to_string(index));
            return replication(index);
          }};
}

}  // namespace acqsim::experiment::fake
