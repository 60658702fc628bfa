#include "acqsim/model/catalog.hpp"

#include "model/actions/catalog.hpp"
#include "model/metrics/catalog.hpp"

#include <initializer_list>
#include <utility>

namespace acqsim::model {

namespace {

base::Parameter narrows(std::string name, std::string refers_to, std::string meaning) {
  return {.name = std::move(name),
          .kind = base::Kind::reference,
          .unit = base::Unit::text,
          .meaning = std::move(meaning),
          .source = "acqsim-model",
          .refers_to = std::move(refers_to)};
}

base::Parameter agency() { return narrows("agency", "agencies", "By this agency alone."); }
base::Parameter vendor() { return narrows("vendor", "vendors", "Of this vendor alone."); }
base::Parameter provider() { return narrows("provider", "providers", "At this provider alone."); }
base::Parameter enclave() { return narrows("enclave", "enclaves", "In this enclave alone."); }
base::Parameter policy() { return narrows("policy", "policies", "This policy alone."); }
base::Parameter path() { return narrows("path", "paths", "On this path alone."); }
base::Parameter order() {
  return {.name = "order",
          .kind = base::Kind::number,
          .unit = base::Unit::count,
          .range = {1.0, 1e6},
          .meaning = "Counted per vendor since the start: 1 is its next partner.",
          .source = "acqsim-model"};
}

base::Row row(std::string name, std::string meaning, std::vector<base::Parameter> parameters) {
  return {.name = std::move(name),
          .meaning = std::move(meaning),
          .source = "acqsim-model",
          .unit = "",
          .parameters = std::move(parameters)};
}

}  // namespace

const std::vector<base::Row>& event_rows() {
  static const std::vector<base::Row> rows{
      row("requirement-arrived", "An agency came to want an AI use case.", {agency()}),
      row("requirement-unmet", "A requirement was given up for want of an eligible vendor.",
          {agency()}),
      row("route-missed", "A vendor that could have served had no route when an award was made.",
          {agency(), vendor()}),
      row("awarded", "A vendor won a requirement.", {agency(), vendor(), provider(), enclave()}),
      row("operation-started", "A contract came into operation.", {agency(), vendor(), provider()}),
      row("obligated", "An agency obligated money to a vendor and a provider.",
          {agency(), vendor(), provider()}),
      row("contract-ended", "A contract ended.", {agency(), vendor(), provider()}),
      row("vendor-changed", "A requirement moved to this vendor from another.",
          {agency(), vendor()}),
      row("partnership-reviewed", "A vendor weighed its partnerships.", {vendor()}),
      row("partnership-signed", "A vendor and a provider signed a partnership.",
          {vendor(), provider(), order()}),
      row("partnership-lapsed", "A partnership ended.", {vendor(), provider()}),
      row("exclusivity-reaffirmed", "A vendor reserved kinds of customers to its present partner.",
          {vendor(), provider()}),
      row("exclusivity-lapsed", "An exclusivity ended.", {vendor(), provider()}),
      row("integration-started", "A vendor's engineers began to place its models in an enclave.",
          {vendor(), provider(), enclave()}),
      row("offering-authorized", "A vendor's models in an enclave were authorised.",
          {vendor(), provider(), enclave()}),
      row("review-completed",
          "A package, a vendor's or another company's, passed the review of its path.",
          {path(), vendor(), provider(), enclave()}),
      row("vendor-suspended", "A kind of customers may no longer buy from a vendor.", {vendor()}),
      row("suspension-lifted", "A kind of customers may buy from a vendor again.", {vendor()}),
      row("model-released", "A vendor released a better model.", {vendor()}),
      row("continuing-resolution-began",
          "A fiscal year began without its appropriation: new starts wait.", {}),
      row("appropriation-enacted",
          "A fiscal year's appropriation was enacted after the year's first day.", {}),
      row("shutdown-began", "Appropriations lapsed: contracting and authorisation stopped.", {}),
      row("shutdown-ended", "A lapse of appropriations ended: work goes on.", {}),
      row("start-funded",
          "A new start may begin that had to wait for an appropriation or for money.", {agency()}),
      row("funds-exhausted",
          "An agency turned a new start away for want of money, the first time in a fiscal year.",
          {agency()}),
      row("funds-expired", "Money of the fiscal year that ended was not obligated.", {agency()}),
      row("became-contractor",
          "The government's share of a vendor's revenue rose to that of a contractor.", {vendor()}),
      row("became-laboratory", "A contractor became a research laboratory again.", {vendor()}),
      row("task-force-stood-up", "An agency's AI task force stood up.", {agency()}),
      row("vendor-standardized", "An agency made its largest vendor its default.",
          {agency(), vendor()}),
      row("outage-occurred", "A vendor had an outage that agencies noticed.", {vendor()}),
      row("breach-occurred", "A breach of a vendor became known.", {vendor()}),
      row("protested", "This vendor protested an award to another.", {agency(), vendor()}),
      row("protest-decided", "A protest of this vendor was closed.", {agency(), vendor()}),
      row("requirement-withdrawn", "A new requirement was given up before operation.", {agency()}),
      row("policy-introduced", "A policy that goes through stages was introduced.", {policy()}),
      row("policy-passed", "A policy that goes through stages passed.", {policy()}),
      row("policy-rejected", "A policy that goes through stages did not pass.", {policy()}),
      row("policy-effective", "A policy came into force.", {policy()}),
  };
  return rows;
}

const std::vector<base::Row>& action_rows() {
  static const std::vector<base::Row> rows = [] {
    std::vector<base::Row> found;
    for (const auto* action : actions::all()) found.push_back(action->about);
    return found;
  }();
  return rows;
}

const std::vector<base::Row>& measure_rows() {
  static const std::vector<base::Row> rows = [] {
    std::vector<base::Row> found;
    for (const auto* measure : metrics::all()) found.push_back(measure->about);
    return found;
  }();
  return rows;
}

}  // namespace acqsim::model
