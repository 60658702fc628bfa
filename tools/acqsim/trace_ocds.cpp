#include "acqsim/trace_formats.hpp"

#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

#include <map>
#include <optional>

namespace acqsim::cli {
namespace {

using store::json_string;

std::string money(double dollars) {
  return fmt::format("{{\"amount\":{:.2f},\"currency\":\"USD\"}}", dollars);
}

double number(const model::HappenedEvent& event, const char* field) {
  for (const auto& detail : event.details) {
    if (detail.name != field) continue;
    if (const auto* value = std::get_if<double>(&detail.value)) return *value;
  }
  return 0.0;
}

bool flag(const model::HappenedEvent& event, const char* field) {
  for (const auto& detail : event.details) {
    if (detail.name != field) continue;
    if (const auto* value = std::get_if<bool>(&detail.value)) return *value;
  }
  return false;
}

/// Turns events into releases, one contracting process for each requirement.
class Publisher {
 public:
  explicit Publisher(const Explained& all) : all_(&all) {
    for (const auto& one : all.history.requirements) requirements_[one.id] = &one;
  }
  std::string package();

 private:
  struct Release {
    std::string tags;    ///< quoted, with commas
    std::string parts;   ///< members after those that every release has
    std::string vendor;  ///< parties besides the agency; empty: none
    std::string vendor_roles;
    std::string provider;
  };
  std::optional<Release> release(const model::HappenedEvent& event);
  Release award(const model::HappenedEvent& event, const model::RequirementFacts& requirement);
  Release operation(const model::HappenedEvent& event, const model::RequirementFacts& requirement);
  Release payment(const model::HappenedEvent& event, const model::RequirementFacts& requirement);

  std::string party(const std::string& kind, const std::string& id, const std::string& roles) const;
  std::string reference(const std::string& kind, const std::string& id) const;
  std::string name(const std::string& kind, const std::string& id) const;
  std::string contract(const std::string& requirement) const {
    const auto found = awards_.find(requirement);
    return fmt::format("{}.{}", requirement, found == awards_.end() ? 0 : found->second);
  }

  const Explained* all_;
  std::map<std::string, const model::RequirementFacts*> requirements_;
  std::map<std::string, int> awards_;    // by requirement
  std::map<std::string, int> payments_;  // by contract
  std::map<std::string, int> releases_;  // by requirement
};

std::string Publisher::name(const std::string& kind, const std::string& id) const {
  const auto& scenario = all_->loaded.scenario;
  const auto in = [&id](const auto& map) {
    const auto found = map.find(id);
    return found == map.end() || found->second.name.empty() ? id : found->second.name;
  };
  if (kind == "agency") return in(scenario.agencies);
  if (kind == "vendor") return in(scenario.vendors);
  const auto found = scenario.providers.find(id);
  return found == scenario.providers.end() || found->second.name.empty() ? id : found->second.name;
}

std::string Publisher::reference(const std::string& kind, const std::string& id) const {
  return fmt::format("{{\"id\":{},\"name\":{}}}", json_string(kind + "/" + id),
                     json_string(name(kind, id)));
}

std::string Publisher::party(const std::string& kind, const std::string& id,
                             const std::string& roles) const {
  return fmt::format("{{\"id\":{},\"name\":{},\"roles\":[{}]}}", json_string(kind + "/" + id),
                     json_string(name(kind, id)), roles);
}

Publisher::Release Publisher::award(const model::HappenedEvent& event,
                                    const model::RequirementFacts& requirement) {
  ++awards_[requirement.id];
  const std::string id = json_string(contract(requirement.id));
  const std::string date = timestamp(*all_, event.day);
  const std::string& vendor = *event.text("vendor");
  const bool is_competed = flag(event, "is_competed");
  return {"\"award\",\"contract\"",
          fmt::format("\"tender\":{{\"id\":{},\"status\":\"complete\",\"procuringEntity\":{},"
                      "\"procurementMethod\":\"{}\",\"procurementMethodDetails\":{},"
                      "\"mainProcurementCategory\":\"services\"}},"
                      "\"awards\":[{{\"id\":{},\"status\":\"active\",\"date\":\"{}\",\"value\":{},"
                      "\"suppliers\":[{}]}}],"
                      "\"contracts\":[{{\"id\":{},\"awardID\":{},\"status\":\"pending\","
                      "\"dateSigned\":\"{}\"}}]",
                      id, reference("agency", requirement.agency), is_competed ? "open" : "direct",
                      json_string("ordered on " + *event.text("vehicle")), id, date,
                      money(requirement.annual_value), reference("vendor", vendor), id, id, date),
          vendor,
          "\"supplier\"",
          {}};
}

Publisher::Release Publisher::operation(const model::HappenedEvent& event,
                                        const model::RequirementFacts& requirement) {
  const bool is_installed = !awards_.contains(requirement.id);
  const std::string id = json_string(contract(requirement.id));
  const std::string& vendor = *event.text("vendor");
  std::string parts;
  if (is_installed) {
    parts = fmt::format("\"awards\":[{{\"id\":{},\"status\":\"active\",\"suppliers\":[{}]}}],", id,
                        reference("vendor", vendor));
  }
  return {is_installed ? "\"contract\"" : "\"contractUpdate\"",
          parts + fmt::format("\"contracts\":[{{\"id\":{},\"awardID\":{},\"status\":\"active\"}}]",
                              id, id),
          vendor,
          "\"supplier\"",
          {}};
}

Publisher::Release Publisher::payment(const model::HappenedEvent& event,
                                      const model::RequirementFacts& requirement) {
  const std::string id = contract(requirement.id);
  const std::string date = timestamp(*all_, event.day);
  const auto transaction = [&](const char* field, const std::string& payee) {
    return fmt::format("{{\"id\":{},\"date\":\"{}\",\"value\":{},\"payer\":{},\"payee\":{}}}",
                       json_string(fmt::format("{}/{}", id, ++payments_[id])), date,
                       money(number(event, field)), reference("agency", requirement.agency), payee);
  };
  const std::string model = transaction("model", reference("vendor", *event.text("vendor")));
  const std::string hosting =
      transaction("hosting", reference("provider", *event.text("provider")));
  return {"\"implementation\"",
          fmt::format("\"contracts\":[{{\"id\":{},\"awardID\":{},\"implementation\":"
                      "{{\"transactions\":[{},{}]}}}}]",
                      json_string(id), json_string(id), model, hosting),
          *event.text("vendor"), "\"payee\"", *event.text("provider")};
}

std::optional<Publisher::Release> Publisher::release(const model::HappenedEvent& event) {
  const std::string* id = event.text("requirement");
  if (id == nullptr) return std::nullopt;
  const auto& requirement = *requirements_.at(*id);
  if (event.name == "requirement-arrived") {
    return Release{
        "\"planning\"",
        fmt::format("\"planning\":{{\"rationale\":{},\"budget\":{{\"description\":"
                    "\"expected value of a year\",\"amount\":{}}}}}",
                    json_string(fmt::format("AI use case at level {}, {}", requirement.level,
                                            requirement.is_embedded ? "embedded in a platform"
                                                                    : "behind a model gateway")),
                    money(requirement.annual_value)),
        {},
        {},
        {}};
  }
  if (event.name == "awarded") return award(event, requirement);
  if (event.name == "operation-started") return operation(event, requirement);
  if (event.name == "obligated") return payment(event, requirement);
  if (event.name == "contract-ended") {
    const std::string of = json_string(contract(*id));
    return Release{"\"contractTermination\"",
                   fmt::format("\"contracts\":[{{\"id\":{},\"awardID\":{},\"status\":"
                               "\"terminated\",\"description\":{}}}]",
                               of, of, json_string("ended: " + *event.text("cause"))),
                   {},
                   {},
                   {}};
  }
  const bool is_unmet = event.name == "requirement-unmet";
  if (is_unmet || event.name == "requirement-withdrawn") {
    return Release{"\"tenderCancellation\"",
                   fmt::format("\"tender\":{{\"id\":{},\"status\":\"{}\",\"procuringEntity\":{}}}",
                               json_string(*id), is_unmet ? "unsuccessful" : "withdrawn",
                               reference("agency", requirement.agency)),
                   {},
                   {},
                   {}};
  }
  return std::nullopt;
}

std::string Publisher::package() {
  const auto& scenario = all_->loaded.scenario;
  const std::string process = fmt::format("acqsim-{}-{}-{}-", scenario.name, all_->request.seed,
                                          all_->history.replication.index);
  std::string text = fmt::format(
      "{{\"uri\":{},\"version\":\"1.1\",\"publishedDate\":\"{}T23:59:59Z\",\"publisher\":"
      "{{\"name\":\"acqsim {}: a simulation, not real procurement\"}},\"releases\":[",
      json_string("urn:acqsim:" + scenario.name), scenario.end.iso(), ACQSIM_VERSION);
  bool is_first = true;
  for (const auto& event : all_->history.events) {
    const auto one = release(event);
    if (!one) continue;
    const auto& requirement = *requirements_.at(*event.text("requirement"));
    std::string parties =
        party("agency", requirement.agency, "\"buyer\",\"procuringEntity\",\"payer\"");
    if (!one->vendor.empty()) parties += "," + party("vendor", one->vendor, one->vendor_roles);
    if (!one->provider.empty()) parties += "," + party("provider", one->provider, "\"payee\"");
    text += fmt::format(
        "{}\n{{\"ocid\":{},\"id\":{},\"date\":\"{}\",\"tag\":[{}],\"initiationType\":\"tender\","
        "\"parties\":[{}],\"buyer\":{},{}}}",
        is_first ? "" : ",", json_string(process + requirement.id),
        json_string(fmt::format("{}-{}", requirement.id, ++releases_[requirement.id])),
        timestamp(*all_, event.day), one->tags, parties, reference("agency", requirement.agency),
        one->parts);
    is_first = false;
  }
  return text + "]}\n";
}

}  // namespace

std::string trace_ocds(const Explained& all) { return Publisher(all).package(); }

}  // namespace acqsim::cli
