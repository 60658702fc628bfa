#pragma once

#include "acqsim/replication_request.hpp"

#include <acqsim/model/history.hpp>
#include <acqsim/scenario/loader.hpp>

#include <string>

namespace acqsim::cli {

/// What there is to explain, and from what.
struct Explained {
  const ReplicationRequest& request;
  scenario::Loaded& loaded;
  const model::History& history;

  std::string date(double day) const;
  /// "2027-03-01  awarded  dod-17 to openai at azure ..." in one line or more of 80 columns.
  std::string line(std::size_t event) const;
};

/// Texts for people, at most 80 columns, each with a heading.
std::string explain_award(const Explained& all, const std::string& award);
std::string explain_partnership(const Explained& all, const std::string& vendor,
                                const std::string& provider);
std::string explain_agency(const Explained& all, const std::string& agency);
std::string explain_outcome(const Explained& all, const model::OutcomeFacts& outcome);
/// What a measure that a question reads was made of, what moved it, and the choice behind the
/// largest award in it that was one; empty: the condition is an event.
std::string explain_measure(const Explained& all, const model::ConditionFacts& condition);
/// What happened in the replication at large, and what can be asked about.
std::string explain_overview(const Explained& all);

/// The same for programs.
std::string award_json(const Explained& all, const std::string& award);
std::string partnership_json(const Explained& all, const std::string& vendor,
                             const std::string& provider);
std::string agency_json(const Explained& all, const std::string& agency);
std::string outcome_json(const Explained& all, const model::OutcomeFacts& outcome);
std::string overview_json(const Explained& all);

/// An event with its position, date, fields and causes as a JSON object.
std::string event_json(const Explained& all, std::size_t event);

/// Two scenarios on the same random numbers.
std::string contrast_text(const Explained& a, const Explained& b);
std::string contrast_json(const Explained& a, const Explained& b);

}  // namespace acqsim::cli
