#pragma once

#include <acqsim/base/date.hpp>
#include <acqsim/base/units.hpp>
#include <acqsim/stats/distribution.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// The entities of a scenario, as plain data. Units are in the types; meanings,
/// ranges and sources in the field tables (tables.hpp). Ids are map keys and sort the entities.
namespace acqsim::spec {

using base::Date;
using base::Days;
using base::Money;
using base::Rate;
using base::Share;
using stats::Distribution;
using Ids = std::vector<std::string>;

struct Level {
  std::string name;
  Ids covers;  ///< levels whose workloads it may host too; closed transitively
};

/// A kind of customer: civilian, defense, intelligence. What its requirements look like.
struct CustomerKind {
  std::string name;
  std::map<std::string, Share> similarity;  ///< to other kinds, for references (M6); 1 to itself
  std::map<std::string, Share> level_mix;   ///< of requirements
  Distribution annual_value;                ///< $/year of one requirement
  Distribution needed_capability;           ///< points; 100 is the frontier when it arises
  Share embedded_share{0.5};  ///< of requirements embedded in a platform, the rest behind a gateway
  Distribution patience;      ///< days that a requirement waits for a route
};

struct Enclave {
  std::string name;
  std::map<std::string, Date> levels;  ///< held since
  std::string path;                    ///< authorisation path of an offering placed in it
};

struct Provider {
  std::string name;
  std::string affiliate;       ///< the vendor that is the same company; empty: none
  bool takes_partners = true;  ///< whether others' models can be placed in its enclaves
  Share hosting_margin{0.3};
  std::map<std::string, Enclave> enclaves;
};

enum class PartnershipStatus { in_force, negotiating, lapsed };
struct Partnership {
  PartnershipStatus status = PartnershipStatus::in_force;
  Ids scope;  ///< kinds of customers
  std::optional<Date> since;
};

struct Exclusivity {
  Ids scope;                  ///< kinds reserved to this provider
  std::optional<Date> until;  ///< lapses on this day
  Rate lapse_rate;            ///< or with this hazard
};

enum class OfferingStatus { authorized, integrating, assessing, suspended };
struct Offering {
  OfferingStatus status = OfferingStatus::authorized;
  std::optional<Date> since;
};

/// An award before the start that others have seen (M6).
struct ReferenceAward {
  std::string kind;
  Date at;
  Money value;
};

struct Suspension {
  Ids scope;
  std::optional<Date> until;  ///< absent: until the timeline lifts it
  std::optional<Date> since;  ///< absent: the start
};

enum class VendorType { model, integrator, gateway };
struct Vendor {
  std::string name;
  std::string origin;  ///< country, "US"; empty: not known
  VendorType type = VendorType::model;
  double capability = 100.0;  ///< points; 100 is the frontier on the start date
  Money price;                ///< list price, $ per user-year
  Share model_margin{0.5};
  int engineers =
      10;  ///< integrations under way at once: engineers / pipeline.engineers_per_integration
  Rate reviews_partnerships;
  Money integration_cost;    ///< of one provider's enclaves, as the vendor counts it in M4
  Ids resold_by;             ///< vendors that carry its offerings
  Money commercial_revenue;  ///< $ in the year of the start; zero: its character is not followed
  Rate commercial_growth;    ///< exponential
  Share government_share;    ///< of its revenue at the start
  std::map<std::string, Partnership> partnerships;  ///< by provider
  std::map<std::string, Exclusivity> exclusivity;   ///< by provider
  std::map<std::string, Offering> offerings;        ///< by enclave
  std::map<std::string, Money>
      compute_support;  ///< by provider: worth of compute and investment offered
  std::map<std::string, ReferenceAward> references;
  std::map<std::string, Suspension> suspensions;
};

struct Vehicle {
  std::string name;
  Ids open_to;                      ///< kinds of customers; empty: none but `agencies`
  Ids agencies;                     ///< besides
  Ids sellers;                      ///< vendors and providers
  Ids levels;                       ///< that may be ordered; empty: all
  std::string method;               ///< of acquisition
  std::optional<Money> large_from;  ///< annual value from which `large_method` applies
  std::string large_method;
  Money ceiling;  ///< obligations over its life; zero: none
  std::optional<Date> opens;
  std::optional<Date> closes;
};

/// A dated promotional price on one vehicle (M2).
struct Promotion {
  std::string vendor;
  std::string vehicle;
  Money price;  ///< $ per user-year
  std::optional<Date> from;
  std::optional<Date> until;
};

struct Agency {
  std::string name;
  std::string kind;
  Rate requirement_rate;                    ///< at the start, before adoption grows
  std::map<std::string, Share> level_mix;   ///< empty: its kind's
  std::map<std::string, double> footprint;  ///< weights of workloads by provider
  int contracting_officers = 1;             ///< acquisitions that can be worked on at once
  int authorizing_officials = 1;            ///< authorisations that can be worked on at once
  std::optional<Money> budget;              ///< for AI, of a fiscal year; absent: no limit
  std::map<std::string, Share> peers;  ///< weight of their awards as references (M6), by agency
  std::string default_vendor;
  std::optional<Date> task_force;                ///< since or from when; absent: by the hazard
  std::map<std::string, double> installed_base;  ///< use cases in operation at the start, by vendor
  bool is_generated =
      false;  ///< one of a population; not a key of the file, and not reported alone
};

}  // namespace acqsim::spec
