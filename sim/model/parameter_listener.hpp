#pragma once

#include <string_view>

namespace acqsim::model {

class World;

/// A mechanism that keeps something that a parameter has made: a stock that decays at a rate,
/// staff, a rate under way. It hears of each change that a policy makes (policies.hpp), before and
/// after, with the parameter's dotted path; before the run has begun (World::has_begun) it reads
/// anew what it had read of the scenario's start. A mechanism that reads its parameters at each use
/// needs none of this.
class ParameterListener {
 public:
  virtual ~ParameterListener() = default;
  virtual void before_change(World& /*world*/, std::string_view /*path*/) {}
  virtual void after_change(World& /*world*/, std::string_view /*path*/) {}
};

}  // namespace acqsim::model
