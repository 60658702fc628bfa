#include "acqsim/experiment/comparison.hpp"

#include <acqsim/base/check.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <stdexcept>
#include <utility>

namespace acqsim::experiment {
namespace {

constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Columns columns_of(const std::vector<Contender>& contenders) {
  Columns columns;
  for (const Contender& one : contenders) {
    append(columns.measures, one.source.columns.measures);
    append(columns.questions, one.source.columns.questions);
  }
  for (std::size_t i = 1; i < contenders.size(); ++i) {
    columns.measures.push_back({"differs", {{"scenario", contenders[i].name}}, "share"});
  }
  return columns;
}

model::Replication attempt(const Contender& one, std::uint64_t index) {
  try {
    return one.source.replicate(index);
  } catch (const std::exception& error) {
    throw std::runtime_error(one.name + ": " + error.what());
  }
}

bool is_same(const Question& a, const Question& b) {
  return a.id == b.id && a.question == b.question && a.clock == b.clock;
}

Change change_of(const Difference& difference, bool is_same, double confidence) {
  if (difference.n == 0) return Change::no_data;
  if (is_same) return Change::none;
  if (!(difference.p_corrected < 1.0 - confidence)) return Change::undecided;
  return difference.difference > 0.0 ? Change::higher : Change::lower;
}

Difference difference_of(const QuestionPairs& pairs, double confidence) {
  Difference result;
  result.first = pairs.counts.first();
  result.second = pairs.counts.second();
  result.difference = pairs.counts.difference();
  result.n = pairs.counts.pairs();
  result.no_data = pairs.no_data;
  const bool is_known = result.n > 0;
  result.interval = is_known ? stats::paired_difference(pairs.counts, confidence)
                             : stats::Interval{kNoData, kNoData};
  result.p = is_known ? stats::mcnemar_exact(pairs.counts) : kNoData;
  result.correlation = pairs.moments.correlation();
  result.worth = pairs.moments.worth();
  return result;
}

Difference difference_of(const MeasurePairs& pairs, double confidence) {
  Difference result;
  result.first = pairs.moments.first().mean();
  result.second = pairs.moments.second().mean();
  result.difference = pairs.moments.difference().mean();
  result.n = pairs.moments.count();
  result.no_data = pairs.no_data;
  const bool is_known = result.n > 1;
  const stats::MeanDifference known = stats::mean_difference(pairs.moments, confidence);
  result.interval = is_known ? known.interval : stats::Interval{kNoData, kNoData};
  result.p = result.n > 0 ? known.p : kNoData;
  result.correlation = pairs.moments.correlation();
  result.worth = pairs.moments.worth();
  return result;
}

bool is_same(const QuestionPairs& pairs) {
  return pairs.counts.only_first + pairs.counts.only_second == 0;
}

bool is_same(const MeasurePairs& pairs) {
  const stats::Moments& difference = pairs.moments.difference();
  return difference.mean() == 0.0 && (difference.count() < 2 || difference.variance() == 0.0);
}

/// Corrects one family across all comparisons and then says what changed.
void judge_family(std::vector<Difference*> family, const std::vector<bool>& same,
                  double confidence) {
  std::vector<double> p_values;
  p_values.reserve(family.size());
  for (const Difference* one : family) p_values.push_back(one->p);
  const std::vector<double> corrected = stats::holm(p_values);
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i]->p_corrected = corrected[i];
    family[i]->change = change_of(*family[i], same[i], confidence);
  }
}

}  // namespace

Source side_by_side(const std::vector<Contender>& contenders) {
  ACQSIM_CHECK(contenders.size() >= 2, "a comparison of fewer than two");
  Source source;
  source.columns = columns_of(contenders);
  source.replicate = [contenders](std::uint64_t index) {
    model::Replication all = attempt(contenders.front(), index);
    const std::uint64_t first_path = all.path_hash;
    std::vector<double> differs;
    for (std::size_t i = 1; i < contenders.size(); ++i) {
      const model::Replication one = attempt(contenders[i], index);
      append(all.measures, one.measures);
      append(all.outcomes, one.outcomes);
      all.events += one.events;
      all.draws += one.draws;
      differs.push_back(one.path_hash == first_path ? 0.0 : 1.0);
    }
    append(all.measures, differs);
    return all;
  };
  return source;
}

Comparison::Comparison(const Columns& first, const Columns& second) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < second.measures.size(); ++i) places[second.measures[i].key()] = i;
  for (std::size_t i = 0; i < first.measures.size(); ++i) {
    const auto found = places.find(first.measures[i].key());
    if (found == places.end()) continue;
    measures_.push_back({first.measures[i], {}, 0});
    measure_places_.push_back({i, found->second});
  }
  lone_measures_ = first.measures.size() + second.measures.size() - 2 * measures_.size();
  std::vector<bool> is_shared(second.questions.size(), false);
  for (std::size_t i = 0; i < first.questions.size(); ++i) {
    const auto found = std::ranges::find_if(
        second.questions,
        [&question = first.questions[i]](const auto& other) { return is_same(question, other); });
    if (found == second.questions.end()) {
      lone_questions_.push_back(first.questions[i].id);
      continue;
    }
    const auto place = static_cast<std::size_t>(found - second.questions.begin());
    is_shared[place] = true;
    questions_.push_back({first.questions[i], {}, {}, 0});
    question_places_.push_back({i, place});
  }
  for (std::size_t i = 0; i < second.questions.size(); ++i) {
    const std::string& id = second.questions[i].id;
    if (!is_shared[i] && std::ranges::find(lone_questions_, id) == lone_questions_.end()) {
      lone_questions_.push_back(id);
    }
  }
}

void Comparison::add(const model::Replication& first, const model::Replication& second,
                     bool differ) {
  ++pairs_;
  if (differ) ++different_;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const model::Answer a = first.outcomes.at(question_places_[i].first);
    const model::Answer b = second.outcomes.at(question_places_[i].second);
    if (a == model::Answer::no_data || b == model::Answer::no_data) {
      ++questions_[i].no_data;
      continue;
    }
    const bool is_a = a == model::Answer::yes;
    const bool is_b = b == model::Answer::yes;
    questions_[i].counts.add(is_a, is_b);
    questions_[i].moments.add(is_a ? 1.0 : 0.0, is_b ? 1.0 : 0.0);
  }
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const double a = first.measures.at(measure_places_[i].first);
    const double b = second.measures.at(measure_places_[i].second);
    if (std::isnan(a) || std::isnan(b)) {
      ++measures_[i].no_data;
    } else {
      measures_[i].moments.add(a, b);
    }
  }
}

ComparisonSink::ComparisonSink(const std::vector<Contender>& contenders) {
  for (const Contender& one : contenders) {
    const Columns& columns = one.source.columns;
    widths_.push_back({columns.measures.size(), columns.questions.size()});
    if (widths_.size() > 1) comparisons_.emplace_back(contenders.front().source.columns, columns);
  }
}

void ComparisonSink::replication(const model::Replication& replication) {
  const std::span<const double> measures(replication.measures);
  const std::span<const model::Answer> answers(replication.outcomes);
  model::Replication first;
  std::size_t measure = 0;
  std::size_t answer = 0;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    const auto numbers = measures.subspan(measure, widths_[i].measures);
    const auto said = answers.subspan(answer, widths_[i].questions);
    measure += widths_[i].measures;
    answer += widths_[i].questions;
    model::Replication one;
    one.index = replication.index;
    one.measures.assign(numbers.begin(), numbers.end());
    one.outcomes.assign(said.begin(), said.end());
    if (i == 0) {
      first = std::move(one);
      continue;
    }
    const std::size_t flags = replication.measures.size() - comparisons_.size();
    comparisons_[i - 1].add(first, one, replication.measures.at(flags + i - 1) != 0.0);
  }
}

std::string to_string(Change change) {
  switch (change) {
    case Change::none:
      return "same";
    case Change::higher:
      return "higher";
    case Change::lower:
      return "lower";
    case Change::undecided:
      return "undecided";
    case Change::no_data:
      break;
  }
  return "no data";
}

std::vector<Findings> find(const std::vector<Comparison>& comparisons, double confidence) {
  std::vector<Findings> findings(comparisons.size());
  std::vector<bool> same_questions;
  std::vector<bool> same_measures;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    for (const QuestionPairs& pairs : comparisons[i].questions()) {
      findings[i].questions.push_back(difference_of(pairs, confidence));
      same_questions.push_back(is_same(pairs));
    }
    for (const MeasurePairs& pairs : comparisons[i].measures()) {
      findings[i].measures.push_back(difference_of(pairs, confidence));
      same_measures.push_back(is_same(pairs));
    }
  }
  std::vector<Difference*> questions;
  std::vector<Difference*> measures;
  for (Findings& one : findings) {
    for (Difference& difference : one.questions) questions.push_back(&difference);
    for (Difference& difference : one.measures) measures.push_back(&difference);
  }
  judge_family(questions, same_questions, confidence);
  judge_family(measures, same_measures, confidence);
  return findings;
}

Families families(const std::vector<Comparison>& comparisons) {
  Families result;
  for (const Comparison& one : comparisons) {
    result.questions += static_cast<std::size_t>(std::ranges::count_if(
        one.questions(), [](const QuestionPairs& pairs) { return pairs.counts.pairs() > 0; }));
    result.measures += static_cast<std::size_t>(std::ranges::count_if(
        one.measures(), [](const MeasurePairs& pairs) { return pairs.moments.count() > 0; }));
  }
  return result;
}

}  // namespace acqsim::experiment
