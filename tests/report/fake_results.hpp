#pragma once

#include "experiment/fake_source.hpp"

#include <acqsim/experiment/runner.hpp>
#include <acqsim/report/results.hpp>

#include <utility>

namespace acqsim::report::fake {

/// The fake source's answers after so many replications.
inline Results results(std::uint64_t replications,
                       const experiment::Source& source = experiment::fake::source()) {
  experiment::Plan plan;
  plan.replications = replications;
  experiment::NullSink sink;
  auto outcome = experiment::run(source, plan, sink, {});
  Heading heading;
  heading.name = "fake-market";
  heading.title = "What does a market of plain arithmetic do?";
  heading.start = "2026-03-18";
  heading.end = "2030-09-30";
  heading.seed = 1;
  heading.version = "0.1.0";
  heading.scenario_hash = "0123456789abcdef";
  return {heading, std::move(outcome.summary), outcome.ending};
}

}  // namespace acqsim::report::fake
