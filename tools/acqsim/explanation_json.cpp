#include "acqsim/explanation.hpp"
#include "acqsim/explanation_sources.hpp"

#include <acqsim/model/measure_story.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::cli {
namespace {

using store::json_number;
using store::json_string;

template <class Range, class Function>
std::string list(const Range& range, Function item) {
  std::string text = "[";
  for (const auto& one : range) text += (text.size() == 1 ? "" : ",") + item(one);
  return text + "]";
}

std::string terms(const std::vector<model::Term>& all) {
  std::string text = "{";
  for (const auto& term : all)
    text += (text.size() == 1 ? "" : ",") + json_string(term.name) + ":" + json_number(term.value);
  return text + "}";
}

std::string head(const Explained& all) {
  return fmt::format("{{\"scenario\":{},\"seed\":{},\"replication\":{}",
                     json_string(all.loaded.scenario.name), all.request.seed,
                     all.history.replication.index);
}

std::string chain(const Explained& all, std::size_t event) {
  return list(all.history.chain(event), [&all](std::size_t i) { return event_json(all, i); });
}

std::string parameters(const Explained& all, const std::vector<std::string>& paths) {
  return list(sources_of(all.loaded, paths), [](const ParameterSource& one) {
    return fmt::format(
        "{{\"path\":{},\"value\":{},\"basis\":{},\"range\":{},\"title\":{},\"date\":{}}}",
        json_string(one.path), json_string(one.value), json_string(one.basis),
        json_string(one.range), json_string(one.title), json_string(one.date));
  });
}

/// What a reading was made of, and what moved it.
std::string measure(const Explained& all, const model::ConditionFacts& condition) {
  const auto story = model::measure_story(all.history, condition);
  const auto amounts = [](const auto& pairs, const std::string& name) {
    return list(pairs, [&name](const auto& one) {
      return fmt::format("{{\"{}\":{},\"amount\":{}}}", name, json_string(one.first),
                         json_number(one.second));
    });
  };
  std::string text = fmt::format(",\"from\":{},\"to\":{}", json_string(all.date(condition.from)),
                                 json_string(all.date(condition.to)));
  if (!story.counted.empty()) {
    text += fmt::format(",\"counted\":{},\"total\":{},\"parts\":{},\"largest\":{}",
                        json_string(story.counted), json_number(story.total),
                        amounts(story.parts, story.by), amounts(story.largest, "award"));
  }
  return text + ",\"milestones\":" + list(story.milestones, [&all](std::size_t i) {
           return event_json(all, i);
         });
}

std::string vendor(const model::ConsideredVendor& one) {
  if (!one.excluded.empty()) {
    return fmt::format(
        "{{\"vendor\":{},\"eligible\":false,\"reason\":{},\"why\":{},\"inputs\":{}}}",
        json_string(one.vendor), json_string(one.reason), json_string(one.excluded),
        terms(one.inputs));
  }
  return fmt::format(
      "{{\"vendor\":{},\"eligible\":true,\"enclave\":{},\"provider\":{},\"vehicle\":{},\"utility\":"
      "{},\"terms\":{},\"inputs\":{}}}",
      json_string(one.vendor), json_string(one.enclave), json_string(one.provider),
      json_string(one.vehicle), json_number(one.utility), terms(one.terms), terms(one.inputs));
}

std::string choice(const model::ChoiceMade* one) {
  if (one == nullptr) return "null";
  return fmt::format("{{\"rule\":{},\"vendors\":{}}}", json_string(one->rule),
                     list(one->vendors, vendor));
}

std::string award(const Explained& all, const std::string& id, std::size_t position) {
  const auto& event = all.history.events[position];
  const auto& requirement = *all.history.requirement(*event.text("requirement"));
  return fmt::format(
      "{{\"award\":{},\"date\":\"{}\",\"vendor\":{},\"agency\":{},\"kind\":{},\"level\":{},"
      "\"home\":"
      "{},\"annual_value\":{},\"needed_capability\":{},\"is_embedded\":{},\"choice\":{}}}",
      json_string(id), all.date(event.day), json_string(*event.text("vendor")),
      json_string(requirement.agency), json_string(requirement.kind),
      json_string(requirement.level), json_string(requirement.home),
      json_number(requirement.annual_value), json_number(requirement.needed_capability),
      requirement.is_embedded, choice(all.history.choice_of(id)));
}

std::string weighed(const Explained& all, const model::PartnershipWeighed& one) {
  std::size_t at = 0;
  return fmt::format(
      "{{\"date\":\"{}\",\"vendor\":{},\"cause\":{},\"options\":{}}}", all.date(one.day),
      json_string(one.vendor), json_string(*all.history.events[one.event].text("cause")),
      list(one.options, [&](const model::OptionWeighed& option) {
        return fmt::format(
            "{{\"kind\":{},\"provider\":{},\"surplus\":{},\"terms\":{},\"forecast\":"
            "{},\"probability\":{},\"value\":{},\"is_chosen\":{}}}",
            json_string(option.kind), json_string(option.provider), json_number(option.surplus),
            terms(option.terms), json_number(option.forecast), json_number(option.probability),
            json_number(option.value), at++ == one.chosen);
      }));
}

const char* answer(model::Answer given) {
  return given == model::Answer::yes ? "yes" : given == model::Answer::no ? "no" : "no data";
}

}  // namespace

std::string event_json(const Explained& all, std::size_t event) {
  const auto& happened = all.history.events[event];
  std::string text =
      fmt::format("{{\"event\":{},\"date\":\"{}\",\"day\":{},\"name\":{}", event,
                  all.date(happened.day), json_number(happened.day), json_string(happened.name));
  for (const auto& detail : happened.details) {
    text += "," + json_string(detail.name) + ":";
    if (const auto* words = std::get_if<std::string>(&detail.value)) {
      text += json_string(*words);
    } else if (const auto* flag = std::get_if<bool>(&detail.value)) {
      text += *flag ? "true" : "false";
    } else {
      text += json_number(std::get<double>(detail.value));
    }
  }
  return text + ",\"causes\":" +
         list(happened.causes, [](std::size_t cause) { return fmt::format("{}", cause); }) + "}";
}

std::string award_json(const Explained& all, const std::string& id) {
  const auto found =
      std::ranges::find(all.history.awards, id, &std::pair<std::string, std::size_t>::first);
  const auto* made = all.history.choice_of(id);
  const auto& requirement =
      *all.history.requirement(*all.history.events[found->second].text("requirement"));
  return head(all) + ",\"award\":" + award(all, id, found->second) +
         ",\"chain\":" + chain(all, found->second) + ",\"parameters\":" +
         (made == nullptr ? "[]" : parameters(all, parameters_of(*made, requirement))) + "}\n";
}

std::string partnership_json(const Explained& all, const std::string& vendor,
                             const std::string& provider) {
  std::vector<model::PartnershipWeighed> reviews;
  for (const auto& one : all.history.partnerships) {
    if (one.vendor == vendor) reviews.push_back(one);
  }
  std::vector<std::size_t> deals;
  for (std::size_t i = 0; i < all.history.events.size(); ++i) {
    const auto& event = all.history.events[i];
    const bool is_deal =
        event.name == "partnership-signed" || event.name == "exclusivity-reaffirmed";
    if (is_deal && *event.text("vendor") == vendor &&
        (provider.empty() || *event.text("provider") == provider))
      deals.push_back(i);
  }
  return head(all) + fmt::format(",\"vendor\":{}", json_string(vendor)) +
         ",\"reviews\":" + list(reviews, [&all](const auto& one) { return weighed(all, one); }) +
         ",\"deals\":" + list(deals, [&all](std::size_t i) { return chain(all, i); }) +
         ",\"parameters\":" +
         (reviews.empty() ? "[]" : parameters(all, parameters_of(reviews.back()))) + "}\n";
}

std::string agency_json(const Explained& all, const std::string& agency) {
  std::vector<std::pair<std::string, std::size_t>> own;
  for (const auto& one : all.history.awards) {
    if (*all.history.events[one.second].text("agency") == agency) own.push_back(one);
  }
  return head(all) + fmt::format(",\"agency\":{}", json_string(agency)) + ",\"awards\":" +
         list(own, [&all](const auto& one) { return award(all, one.first, one.second); }) + "}\n";
}

std::string outcome_json(const Explained& all, const model::OutcomeFacts& outcome) {
  return head(all) +
         fmt::format(",\"outcome\":{},\"question\":{},\"answer\":\"{}\"", json_string(outcome.id),
                     json_string(outcome.question), answer(outcome.answer)) +
         ",\"conditions\":" +
         list(outcome.conditions,
              [&all](const model::ConditionFacts& one) {
                const std::string told =
                    one.is_measure ? "\"reading\":" + json_number(one.reading) + measure(all, one)
                    : one.has_happened ? "\"happened\":true,\"chain\":" + chain(all, one.event)
                                       : std::string("\"happened\":false");
                return "{\"condition\":" + json_string(one.text) + "," + told + "}";
              }) +
         "}\n";
}

std::string overview_json(const Explained& all) {
  return head(all) + fmt::format(",\"events\":{}", all.history.events.size()) + ",\"outcomes\":" +
         list(all.history.outcomes,
              [](const model::OutcomeFacts& one) {
                return fmt::format("{{\"outcome\":{},\"answer\":\"{}\"}}", json_string(one.id),
                                   answer(one.answer));
              }) +
         ",\"awards\":" +
         list(all.history.awards, [](const auto& one) { return json_string(one.first); }) + "}\n";
}

std::string contrast_json(const Explained& a, const Explained& b) {
  const auto result = model::contrast(a.history, b.history);
  const auto first = [&result](const Explained& one) {
    return result.first < one.history.events.size() ? chain(one, result.first)
                                                    : std::string("null");
  };
  return head(a) +
         fmt::format(",\"against\":{},\"is_same\":{}", json_string(b.loaded.scenario.name),
                     result.is_same) +
         ",\"inputs\":" +
         list(differences(a.loaded, b.loaded),
              [](const InputDifference& one) {
                return fmt::format("{{\"path\":{},\"a\":{},\"b\":{}}}", json_string(one.path),
                                   json_string(one.in_a), json_string(one.in_b));
              }) +
         (result.is_same ? ""
                         : fmt::format(",\"first\":{{\"event\":{},\"a\":{},\"b\":{}}}",
                                       result.first, first(a), first(b))) +
         fmt::format(",\"awards\":{{\"a\":{},\"b\":{},\"both\":{},\"changed\":{}}}",
                     result.awards_a, result.awards_b, result.matched, result.changed.size()) +
         ",\"by_cause\":" +
         list(result.by_cause,
              [](const auto& one) {
                return fmt::format("{{\"cause\":{},\"awards\":{}}}", json_string(one.first),
                                   one.second);
              }) +
         ",\"changed\":" +
         list(result.changed,
              [](const model::ChangedAward& one) {
                return fmt::format("{{\"a\":{},\"b\":{},\"from\":{},\"to\":{},\"cause\":{}}}",
                                   json_string(one.award_a), json_string(one.award_b),
                                   json_string(one.from), json_string(one.to),
                                   json_string(one.cause));
              }) +
         "}\n";
}

}  // namespace acqsim::cli
