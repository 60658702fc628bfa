#include "acqsim/experiment/market_source.hpp"

#include <acqsim/experiment/clock.hpp>
#include <acqsim/model/catalog.hpp>

#include <utility>

namespace acqsim::experiment {

Source market_source(const model::Market& market, std::uint64_t seed) {
  Source source;
  source.columns.measures = market.measures();
  source.columns.glossary = model::measure_rows();
  source.columns.glossary.push_back(
      {.name = std::string(model::kAskedMeasure),
       .meaning = "The measure that an outcome of which a mean is expected asks for, on its day or "
                  "over its period.",
       .source = "acqsim-model"});
  const auto& outcomes = market.scenario().outcomes;
  for (const model::OutcomeColumn& column : market.outcomes()) {
    Question question{column.id, column.question, {}, {}, {}};
    if (const auto found = outcomes.find(column.id); found != outcomes.end()) {
      question.clock = clock_text(found->second, market.scenario());
      question.expectation = found->second.expect.probability;
      question.mean_expectation = found->second.expect.mean.value_or("");
    }
    source.columns.questions.push_back(std::move(question));
  }
  source.replicate = [&market, seed](std::uint64_t index) { return market.replicate(seed, index); };
  return source;
}

}  // namespace acqsim::experiment
