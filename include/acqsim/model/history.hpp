#pragma once

#include <acqsim/model/access_map.hpp>
#include <acqsim/model/market.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// One replication told as plain data: what happened and why, and how each decision came about.
namespace acqsim::model {

/// One field of an event: ids and causes as texts, days and dollars as numbers.
struct Detail {
  std::string name;
  std::variant<std::string, double, bool> value;
  friend bool operator==(const Detail&, const Detail&) = default;
};

struct HappenedEvent {
  double day = 0.0;  ///< since the start
  std::string name;  ///< as in event_rows()
  std::vector<Detail> details;
  /// Positions of the earlier events that led to it, as far as events tell: of the life of its
  /// requirement the one before; what opened the winner's way; what called for a review.
  std::vector<std::size_t> causes;

  const std::string* text(std::string_view field) const;  ///< null: no such field
};

/// A requirement, as drawn when it arose.
struct RequirementFacts {
  std::string id;         ///< AGENCY-N
  std::uint64_t key = 0;  ///< the same in every scenario in which it arises
  std::string agency;
  std::string kind;
  std::string level;
  std::string home;
  double annual_value = 0.0;       ///< $/year
  double needed_capability = 0.0;  ///< points
  bool is_embedded = false;
};

/// A number that bears on a decision.
struct Term {
  std::string name;
  double value = 0.0;
};

/// One vendor as a choice saw it.
struct ConsideredVendor {
  std::string vendor;
  std::string excluded;  ///< why it was no candidate; empty: it was one
  std::string reason;    ///< a word for that, for counting: "no route"
  std::string enclave;
  std::string provider;
  std::string vehicle;
  std::vector<Term> inputs;  ///< capability, price, days of friction ... as they were
  std::vector<Term> terms;   ///< of utility, each with its weight and sign; the last is noise
  double utility = 0.0;      ///< their sum
};

/// Candidates ranked for a requirement, at an award or at a gateway's look at its models.
struct ChoiceMade {
  double day = 0.0;
  std::string requirement;
  std::string rule;
  std::vector<ConsideredVendor> vendors;  ///< candidates, the best first, then the others by id
  std::size_t candidates = 0;
  std::string award;      ///< REQUIREMENT.N; empty: none came of it
  std::string winner;     ///< of that award; a protest may have made another than the first
  std::size_t event = 0;  ///< position of that award
};

/// An option that a vendor weighed at a review.
struct OptionWeighed {
  std::string kind;         ///< stay, reaffirm, sign
  std::string provider;     ///< empty: stay
  std::vector<Term> terms;  ///< of the surplus, $
  double surplus = 0.0;     ///< $
  double forecast = 0.0;    ///< obligations that the vendor would win more, $
  double probability = 0.0;
  double value = 0.0;  ///< surplus over scale, with noise; the greatest is chosen
};

struct PartnershipWeighed {
  double day = 0.0;
  std::string vendor;
  std::vector<OptionWeighed> options;
  std::size_t chosen = 0;
  std::size_t event = 0;  ///< position of its partnership-reviewed
};

/// What a question's condition came to.
struct ConditionFacts {
  bool is_measure = false;  ///< otherwise an event
  std::string text;         ///< "hosted_share (provider azure, vendor openai) < 0.5"
  bool has_happened = false;
  std::size_t event = 0;  ///< position of the first that fits
  double reading = 0.0;   ///< of the measure when it was last looked at
  std::string unit;
  std::string measure;  ///< its name, and what it is narrowed to: {vendor, openai}
  std::vector<std::pair<std::string, std::string>> labels;
  double from = 0.0;  ///< its window, as far as it was read: days since the start
  double to = 0.0;
};
struct OutcomeFacts {
  std::string id;
  std::string question;
  Answer answer = Answer::no;
  std::vector<ConditionFacts> conditions;
};

struct History {
  Replication replication;  ///< the same bits as without being watched
  std::vector<HappenedEvent> events;
  std::vector<RequirementFacts> requirements;
  std::vector<ChoiceMade> choices;
  std::vector<PartnershipWeighed> partnerships;
  std::vector<OutcomeFacts> outcomes;

  /// Awards by id: REQUIREMENT.N and the position of its event.
  std::vector<std::pair<std::string, std::size_t>> awards;
  const ChoiceMade* choice_of(const std::string& award) const;  ///< null: it was a renewal
  const RequirementFacts* requirement(const std::string& id) const;
  /// An event and all that led to it, in order of time.
  std::vector<std::size_t> chain(std::size_t event) const;
};

/// Runs replication `index` again and watches.
History history(const Market& market, std::uint64_t seed, std::uint64_t index);

/// The same, and who could be reached when it ended: reach and hosts.
History history(const Market& market, std::uint64_t seed, std::uint64_t index, AccessMap& at_end);

/// Fields of each kind of event, in the order of its trace.
struct EventForm {
  std::string name;
  std::vector<std::string> fields;
};
const std::vector<EventForm>& event_forms();
struct FieldMeaning {
  std::string name;
  std::string unit;  ///< text, boolean, count, days, $, ...
  std::string meaning;
};
const std::vector<FieldMeaning>& event_field_meanings();

/// Two histories of the same seed and replication side by side.
struct ChangedAward {
  std::string award_a;
  std::string award_b;
  std::string from;   ///< who wins in a
  std::string to;     ///< and in b
  std::string cause;  ///< "openai had no route", "friction", ...
};
struct Contrast {
  bool is_same = false;
  std::size_t first = 0;  ///< position of the first event that differs, in both
  std::size_t awards_a = 0;
  std::size_t awards_b = 0;
  std::size_t matched = 0;  ///< the n-th award of the same requirement in both
  std::vector<ChangedAward> changed;
  std::vector<std::pair<std::string, std::size_t>> by_cause;  ///< most first
};
Contrast contrast(const History& a, const History& b);

}  // namespace acqsim::model
