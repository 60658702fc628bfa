#pragma once

#include <cstdint>

namespace acqsim::model {

/// What a random number is for: part of its key. Values are part of the trajectory; never reuse
/// one.
enum class Purpose : std::uint64_t {
  arrival = 1,
  level = 2,
  home = 3,
  annual_value = 4,
  needed_capability = 5,
  integration = 6,
  patience = 7,
  lead_time = 8,
  taste = 9,
  authorization = 10,
  retirement = 11,
  exercise = 12,
  renewal = 13,
  gateway_review = 14,
  multi_homing = 15,
  partnership_review = 16,
  partnership_decision = 17,
  negotiation = 18,
  integrate = 19,
  assess = 20,
  review = 21,
  release = 22,
  release_step = 23,
  exclusivity_lapse = 24,
  timeline_delay = 25,
  uncertain_parameter = 26,
  installed_age = 27,
  arrival_kept = 28,
  enactment = 50,
  full_year_resolution = 51,
  exempt_start = 52,
  shutdown = 53,
  shutdown_length = 54,
  shutdown_beginning = 55,
  lapse_length = 56,
  generated_rate = 90,
  generated_cloud = 91,
  generated_base = 92,
  task_force_stand_up = 41,
  task_force_standardize = 42,
  task_force_arrival = 43,
  task_force_arrival_kept = 44,
  outage = 45,
  breach = 46,
  protest = 61,
  protest_decided_on_merits = 62,
  protest_relief = 63,
  protest_stay = 64,
  corrective_action = 65,
  protest_reversal = 66,
  withdrawal = 67,
  production = 68,
};

}  // namespace acqsim::model
