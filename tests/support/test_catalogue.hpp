#pragma once

#include <acqsim/scenario/catalogue.hpp>

#include <vector>

namespace acqsim::test {

/// A catalogue like the model's in kind and small in size, so that the loader is tested without a
/// market and its expected messages stay when the model grows.
inline scenario::Catalogue small_catalogue() {
  using base::Kind;
  using base::Parameter;
  using base::Row;
  using base::Unit;
  static const auto id = [](std::string name, std::string kind, bool required) {
    return Parameter{.name = std::move(name),
                     .kind = Kind::reference,
                     .unit = Unit::text,
                     .meaning = "Which of the " + kind + ".",
                     .source = "acqsim-model",
                     .required = required,
                     .refers_to = std::move(kind)};
  };
  static const std::vector<Row> actions{
      {.name = "lapse_exclusivity",
       .meaning = "A provider's exclusivity ends.",
       .source = "acqsim-model",
       .parameters = {id("vendor", "vendors", true), id("provider", "providers", true)}},
      {.name = "sign_partnership",
       .meaning = "A vendor signs a provider.",
       .source = "acqsim-model",
       .parameters = {id("vendor", "vendors", true), id("provider", "providers", true),
                      Parameter{.name = "scope",
                                .kind = Kind::references,
                                .unit = Unit::text,
                                .meaning = "Kinds of customers.",
                                .source = "acqsim-model",
                                .refers_to = "kinds"}}},
      {.name = "cut_price",
       .meaning = "A vendor's list price changes.",
       .source = "acqsim-model",
       .parameters = {id("vendor", "vendors", true), Parameter{.name = "price",
                                                               .unit = Unit::money,
                                                               .range = {0.01, 1e6},
                                                               .meaning = "The new price.",
                                                               .source = "acqsim-model",
                                                               .required = true}}},
  };
  static const std::vector<Row> events{
      {.name = "partnership-signed",
       .meaning = "A vendor signed a provider.",
       .source = "acqsim-model",
       .parameters = {id("vendor", "vendors", false), id("provider", "providers", false),
                      Parameter{.name = "order",
                                .unit = Unit::count,
                                .range = {1.0, 100.0},
                                .meaning = "The how-manieth signature of this vendor.",
                                .source = "acqsim-model"}}},
      {.name = "awarded",
       .meaning = "An agency awarded a contract.",
       .source = "acqsim-model",
       .parameters = {id("vendor", "vendors", false), id("agency", "agencies", false)}},
  };
  static const std::vector<Row> measures{
      {.name = "hosted_share",
       .meaning = "Share of obligations that a provider hosts.",
       .source = "acqsim-model",
       .unit = "share",
       .parameters = {id("provider", "providers", true), id("vendor", "vendors", false)}},
      {.name = "obligations",
       .meaning = "Obligations to a vendor.",
       .source = "acqsim-model",
       .unit = "$",
       .parameters = {id("vendor", "vendors", false)}},
  };
  return {actions, events, measures};
}

}  // namespace acqsim::test
