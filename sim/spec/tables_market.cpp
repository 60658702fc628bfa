#include "spec/tables_detail.hpp"

namespace acqsim::spec::detail {

namespace {

using base::Unit;

const Table& enclave_table() {
  static const Table table{
      .name = "enclave",
      .meaning =
          "An accredited region or product boundary of a provider, where offerings can be placed.",
      .fields = {
          leaf(&Enclave::name, {.name = "name",
                                .meaning = "Its name as its provider writes it.",
                                .source = "acqsim-model"}),
          leaf_map(&Enclave::levels,
                   {.name = "levels",
                    .meaning = "Since when it holds each level.",
                    .source = "fedramp-marketplace"},
                   "levels"),
          leaf(&Enclave::path,
               {.name = "path",
                .meaning = "The authorisation path that an offering placed in it takes.",
                .source = "acqsim-model",
                .required = true,
                .refers_to = "paths"}),
      }};
  return table;
}

const Table& partnership_table() {
  static const Table table{
      .name = "partnership",
      .meaning = "An agreement by which a provider may place a vendor's models in its enclaves.",
      .fields = {
          leaf(&Partnership::status, {.name = "status",
                                      .meaning = "How far it has come on the start date.",
                                      .source = "acqsim-model",
                                      .choices = {"signed", "negotiating", "lapsed"}}),
          leaf(&Partnership::scope, {.name = "scope",
                                     .meaning = "The kinds of customers that it serves.",
                                     .source = "acqsim-model",
                                     .required = true,
                                     .refers_to = "kinds"}),
          leaf(&Partnership::since, {.name = "since",
                                     .meaning = "When it was signed.",
                                     .source = "acqsim-model",
                                     .default_text = "unknown"}),
      }};
  return table;
}

const Table& exclusivity_table() {
  static const Table table{
      .name = "exclusivity",
      .meaning =
          "A promise that kinds of customers are served through one provider only; it binds "
          "partnerships dated later, and one in force at the start counts as older than any dated "
          "one.",
      .fields = {
          leaf(&Exclusivity::scope, {.name = "scope",
                                     .meaning = "The kinds of customers reserved to this provider.",
                                     .source = "acqsim-model",
                                     .required = true,
                                     .refers_to = "kinds"}),
          leaf(&Exclusivity::until, {.name = "until",
                                     .meaning = "The day on which it lapses.",
                                     .source = "acqsim-model",
                                     .default_text = "open-ended"}),
          leaf(&Exclusivity::lapse_rate, {.name = "lapse_rate",
                                          .range = kNotNegative,
                                          .meaning = "The hazard at which it lapses early.",
                                          .source = "assumption",
                                          .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& offering_table() {
  static const Table table{
      .name = "offering",
      .meaning = "A vendor's models in one enclave.",
      .fields = {
          leaf(&Offering::status,
               {.name = "status",
                .meaning = "How far it has come on the start date.",
                .source = "fedramp-marketplace",
                .choices = {"authorized", "integrating", "assessing", "suspended"}}),
          leaf(&Offering::since, {.name = "since",
                                  .meaning = "When it reached that status.",
                                  .source = "fedramp-marketplace",
                                  .default_text = "unknown"}),
      }};
  return table;
}

const Table& reference_award_table() {
  static const Table table{
      .name = "reference",
      .meaning = "A large award before the start that other agencies have seen.",
      .fields = {
          leaf(&ReferenceAward::kind, {.name = "kind",
                                       .meaning = "The kind of customer that made the award.",
                                       .source = "acqsim-model",
                                       .required = true,
                                       .refers_to = "kinds"}),
          leaf(&ReferenceAward::at, {.name = "at",
                                     .meaning = "The day of the award.",
                                     .source = "acqsim-model",
                                     .required = true}),
          leaf(&ReferenceAward::value, {.name = "value",
                                        .range = kPositive,
                                        .meaning = "Its value in a year.",
                                        .source = "acqsim-model",
                                        .required = true}),
      }};
  return table;
}

const Table& suspension_table() {
  static const Table table{
      .name = "suspension",
      .meaning = "An order under which kinds of customers may not buy from the vendor.",
      .fields = {
          leaf(&Suspension::scope, {.name = "scope",
                                    .meaning = "The kinds of customers that may not buy.",
                                    .source = "acqsim-model",
                                    .required = true,
                                    .refers_to = "kinds"}),
          leaf(&Suspension::since, {.name = "since",
                                    .meaning = "The day on which it began, before the start.",
                                    .source = "acqsim-model",
                                    .default_text = "the start"}),
          leaf(&Suspension::until, {.name = "until",
                                    .meaning = "The day on which it ends.",
                                    .source = "acqsim-model",
                                    .default_text = "until the timeline lifts it"}),
      }};
  return table;
}

}  // namespace

const Table& level_table() {
  static const Table table{
      .name = "level",
      .meaning = "A sensitivity level of workloads, for which enclaves are accredited.",
      .fields = {
          leaf(&Level::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Level::covers,
               {.name = "covers",
                .meaning = "The levels whose workloads it may host besides its own.",
                .source = "fedramp-marketplace",
                .refers_to = "levels"}),
      }};
  return table;
}

const Table& kind_table() {
  static const Table table{
      .name = "kind",
      .meaning = "A kind of customer and what its requirements look like.",
      .fields = {
          leaf(&CustomerKind::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf_map(&CustomerKind::similarity,
                   {.name = "similarity",
                    .meaning =
                        "How much an award by that kind counts as a reference here; 1 for itself.",
                    .source = "assumption",
                    .reading = base::Reading::at_use},
                   "kinds"),
          leaf_map(&CustomerKind::level_mix,
                   {.name = "level_mix",
                    .meaning = "The share of requirements at each level; shares are normalised.",
                    .source = "assumption",
                    .reading = base::Reading::at_use},
                   "levels"),
          leaf(&CustomerKind::annual_value,
               {.name = "annual_value",
                .unit = Unit::money,
                .range = kNotNegative,
                .meaning = "What one requirement is worth in a year, model and hosting together.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&CustomerKind::needed_capability,
               {.name = "needed_capability",
                .range = kNotNegative,
                .meaning = "The least capability that a requirement accepts, in points of which "
                           "the frontier has 100 when the requirement arises.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&CustomerKind::embedded_share,
               {.name = "embedded_share",
                .meaning = "The share of requirements embedded in a platform; the rest is behind a "
                           "model gateway.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&CustomerKind::patience,
               {.name = "patience",
                .unit = Unit::days,
                .range = kNotNegative,
                .meaning = "How long a requirement waits for a route before it is given up.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
      }};
  return table;
}

const Table& provider_table() {
  static const Table table{
      .name = "provider",
      .meaning = "A cloud company and its accredited enclaves.",
      .fields = {
          leaf(&Provider::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Provider::affiliate,
               {.name = "affiliate",
                .meaning =
                    "The vendor that is the same company, whose sales a partnership may cost.",
                .source = "acqsim-model",
                .default_text = "none",
                .refers_to = "vendors"}),
          leaf(&Provider::takes_partners,
               {.name = "takes_partners",
                .meaning = "Whether other companies' models can be placed in its enclaves.",
                .source = "acqsim-model"}),
          leaf(&Provider::hosting_margin, {.name = "hosting_margin",
                                           .meaning = "The part of hosting revenue that is profit.",
                                           .source = "assumption",
                                           .reading = base::Reading::at_use}),
          record_map(&Provider::enclaves,
                     {.name = "enclaves",
                      .meaning = "Its accredited regions by id.",
                      .source = "fedramp-marketplace"},
                     enclave_table(), "enclaves"),
      }};
  return table;
}

const Table& vendor_table() {
  static const Table table{
      .name = "vendor",
      .meaning = "A company that sells AI models, or systems built on them.",
      .fields = {
          leaf(&Vendor::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Vendor::origin, {.name = "origin",
                                 .meaning = "The country that it comes from, in two letters: US.",
                                 .source = "acqsim-model",
                                 .default_text = "not known"}),
          leaf(&Vendor::type,
               {.name = "type",
                .meaning =
                    "Whether it makes models, integrates others' into platforms, or brokers them.",
                .source = "acqsim-model",
                .choices = {"model", "integrator", "gateway"}}),
          leaf(&Vendor::capability,
               {.name = "capability",
                .range = {0.0, 1000.0},
                .meaning = "What its best model can do; 100 is the frontier on the start date.",
                .source = "assumption"}),
          leaf(&Vendor::price, {.name = "price",
                                .range = {0.01, 1e6},
                                .meaning = "List price of one user for one year.",
                                .source = "assumption",
                                .required = true,
                                .reading = base::Reading::at_use}),
          leaf(&Vendor::model_margin, {.name = "model_margin",
                                       .meaning = "The part of model revenue that is profit, as "
                                                  "its partnership decisions count it.",
                                       .source = "assumption",
                                       .reading = base::Reading::at_use}),
          leaf(&Vendor::engineers,
               {.name = "engineers",
                .range = {0.0, 100000.0},
                .meaning = "Engineers for government integrations, a finite resource.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Vendor::reviews_partnerships,
               {.name = "reviews_partnerships",
                .range = kNotNegative,
                .meaning = "How often it weighs its partnerships without being called to.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Vendor::integration_cost,
               {.name = "integration_cost",
                .range = kNotNegative,
                .meaning = "What placing its models with one more provider costs it.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Vendor::resold_by,
               {.name = "resold_by",
                .meaning = "Vendors that carry its offerings on their vehicles.",
                .source = "acqsim-model",
                .refers_to = "vendors"}),
          leaf(&Vendor::commercial_revenue,
               {.name = "commercial_revenue",
                .range = kNotNegative,
                .meaning = "Revenue a year from other customers at the start; none: its character "
                           "is not followed.",
                .source = "assumption"}),
          leaf(&Vendor::commercial_growth,
               {.name = "commercial_growth",
                .range = {base::per_year(-0.5).value(), base::per_year(3.0).value()},
                .meaning = "Exponential growth of that revenue.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Vendor::government_share,
               {.name = "government_share",
                .range = {0.0, 0.99},
                .meaning = "The government's share of its revenue at the start.",
                .source = "assumption"}),
          record_map(&Vendor::partnerships,
                     {.name = "partnerships",
                      .meaning = "Its agreements by provider.",
                      .source = "acqsim-model"},
                     partnership_table(), "", "providers"),
          record_map(&Vendor::exclusivity,
                     {.name = "exclusivity",
                      .meaning = "Kinds of customers reserved to a provider, unless "
                                 "exclusivity.enabled is false.",
                      .source = "acqsim-model"},
                     exclusivity_table(), "", "providers"),
          record_map(&Vendor::offerings,
                     {.name = "offerings",
                      .meaning = "Its models by enclave on the start date.",
                      .source = "fedramp-marketplace"},
                     offering_table(), "", "enclaves"),
          leaf_map(&Vendor::compute_support,
                   {.name = "compute_support",
                    .range = kNotNegative,
                    .meaning = "Worth to the vendor of the compute and investment that a provider "
                               "adds to a new partnership.",
                    .source = "assumption",
                    .reading = base::Reading::at_use},
                   "providers"),
          record_map(&Vendor::references,
                     {.name = "references",
                      .meaning = "Large awards before the start that others have seen.",
                      .source = "acqsim-model"},
                     reference_award_table(), ""),
          record_map(&Vendor::suspensions,
                     {.name = "suspensions",
                      .meaning = "Orders in force on the start date under which customers may not "
                                 "buy, unless suspensions.enabled is false.",
                      .source = "acqsim-model"},
                     suspension_table(), ""),
      }};
  return table;
}

const Table& vehicle_table() {
  static const Table table{
      .name = "vehicle",
      .meaning = "A contract vehicle: who may order, who sells, and how.",
      .fields = {
          leaf(&Vehicle::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Vehicle::open_to, {.name = "open_to",
                                   .meaning = "Kinds of customers that may order.",
                                   .source = "acqsim-model",
                                   .refers_to = "kinds"}),
          leaf(&Vehicle::agencies, {.name = "agencies",
                                    .meaning = "Agencies that may order besides.",
                                    .source = "acqsim-model",
                                    .refers_to = "agencies"}),
          leaf(&Vehicle::sellers, {.name = "sellers",
                                   .meaning = "Vendors and providers that sell on it.",
                                   .source = "acqsim-model",
                                   .required = true,
                                   .refers_to = "vendors,providers"}),
          leaf(&Vehicle::levels, {.name = "levels",
                                  .meaning = "Levels that may be ordered; none listed means all.",
                                  .source = "acqsim-model",
                                  .refers_to = "levels"}),
          leaf(&Vehicle::method, {.name = "method",
                                  .meaning = "Method of acquisition of its orders.",
                                  .source = "acqsim-model",
                                  .required = true,
                                  .refers_to = "methods"}),
          leaf(&Vehicle::large_from,
               {.name = "large_from",
                .range = kNotNegative,
                .meaning = "Annual value from which the method for large orders applies.",
                .source = "acqsim-model",
                .default_text = "never",
                .reading = base::Reading::at_use}),
          leaf(&Vehicle::large_method, {.name = "large_method",
                                        .meaning = "Method of acquisition of its large orders.",
                                        .source = "acqsim-model",
                                        .default_text = "as method",
                                        .refers_to = "methods"}),
          leaf(&Vehicle::ceiling, {.name = "ceiling",
                                   .range = kNotNegative,
                                   .meaning = "Obligations over its life, after which it takes no "
                                              "orders; $0 means no ceiling.",
                                   .source = "acqsim-model",
                                   .reading = base::Reading::at_use}),
          leaf(&Vehicle::opens, {.name = "opens",
                                 .meaning = "First day of orders.",
                                 .source = "acqsim-model",
                                 .default_text = "open at the start"}),
          leaf(&Vehicle::closes, {.name = "closes",
                                  .meaning = "First day without orders.",
                                  .source = "acqsim-model",
                                  .default_text = "stays open"}),
      }};
  return table;
}

const Table& promotion_table() {
  static const Table table{
      .name = "promotion",
      .meaning =
          "A dated promotional price of one vendor on one vehicle, unless price.enabled is "
          "false.",
      .fields = {
          leaf(&Promotion::vendor, {.name = "vendor",
                                    .meaning = "Whose price it is.",
                                    .source = "acqsim-model",
                                    .required = true,
                                    .refers_to = "vendors"}),
          leaf(&Promotion::vehicle, {.name = "vehicle",
                                     .meaning = "Where it applies.",
                                     .source = "acqsim-model",
                                     .required = true,
                                     .refers_to = "vehicles"}),
          leaf(&Promotion::price, {.name = "price",
                                   .range = kNotNegative,
                                   .meaning = "Price of one user for one year while it lasts.",
                                   .source = "onegov-deals",
                                   .required = true,
                                   .reading = base::Reading::at_use}),
          leaf(&Promotion::from, {.name = "from",
                                  .meaning = "First day.",
                                  .source = "onegov-deals",
                                  .default_text = "in force at the start"}),
          leaf(&Promotion::until, {.name = "until",
                                   .meaning = "First day without it.",
                                   .source = "onegov-deals",
                                   .default_text = "no end"}),
      }};
  return table;
}

const Table& agency_table() {
  static const Table table{
      .name = "agency",
      .meaning = "A buyer of AI.",
      .fields = {
          leaf(&Agency::name,
               {.name = "name", .meaning = "Its name in full.", .source = "acqsim-model"}),
          leaf(&Agency::kind, {.name = "kind",
                               .meaning = "The kind of customer that it is.",
                               .source = "acqsim-model",
                               .required = true,
                               .refers_to = "kinds"}),
          leaf(&Agency::requirement_rate,
               {.name = "requirement_rate",
                .range = kNotNegative,
                .meaning = "New requirements in a year at the start, before adoption grows.",
                .source = "inventory-2024",
                .required = true,
                .reading = base::Reading::at_use}),
          leaf_map(
              &Agency::level_mix,
              {.name = "level_mix",
               .meaning = "The share of its requirements at each level; empty means as its kind.",
               .source = "assumption",
               .reading = base::Reading::at_use},
              "levels"),
          leaf_map(&Agency::footprint,
                   {.name = "footprint",
                    .range = kNotNegative,
                    .meaning = "Weight of each provider among its cloud workloads; decides a "
                               "requirement's home provider.",
                    .source = "fedramp-marketplace",
                    .reading = base::Reading::at_use},
                   "providers"),
          leaf(&Agency::contracting_officers,
               {.name = "contracting_officers",
                .range = {1.0, 100000.0},
                .meaning = "Acquisitions of AI that can be worked on at once.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Agency::authorizing_officials,
               {.name = "authorizing_officials",
                .range = {1.0, 100000.0},
                .meaning = "Authorisations to operate that can be worked on at once.",
                .source = "assumption",
                .reading = base::Reading::at_use}),
          leaf(&Agency::budget,
               {.name = "budget",
                .range = kNotNegative,
                .meaning = "What it may obligate for AI in the fiscal year of the start.",
                .source = "assumption",
                .default_text = "no limit",
                .reading = base::Reading::at_use}),
          leaf_map(&Agency::peers,
                   {.name = "peers",
                    .meaning = "How much an award by that agency counts as a reference here; of "
                               "others the similarity of their kinds decides.",
                    .source = "assumption",
                    .reading = base::Reading::at_use},
                   "agencies"),
          leaf(&Agency::default_vendor, {.name = "default_vendor",
                                         .meaning = "The vendor on which it has standardised.",
                                         .source = "acqsim-model",
                                         .default_text = "none",
                                         .refers_to = "vendors"}),
          leaf(&Agency::task_force, {.name = "task_force",
                                     .meaning = "The day on which its AI task force stands up.",
                                     .source = "assumption",
                                     .default_text = "by the hazard of task_forces"}),
          leaf_map(&Agency::installed_base,
                   {.name = "installed_base",
                    .range = kNotNegative,
                    .meaning = "Use cases in operation on the start date by vendor.",
                    .source = "inventory-2024"},
                   "vendors"),
      }};
  return table;
}

}  // namespace acqsim::spec::detail
