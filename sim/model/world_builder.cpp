#include "model/world_builder.hpp"

#include "model/mechanisms/arrivals.hpp"
#include "model/timeline.hpp"

#include <initializer_list>

namespace acqsim::model {

RunningWorld::RunningWorld(const Blueprint& blueprint, const spec::Scenario& scenario,
                           std::uint64_t seed, std::uint64_t replication, spec::Scenario* governed)
    : world_(blueprint, scenario, seed, replication), reviews_(world_) {
  if (governed != nullptr) {
    world_.policies.govern(world_, *governed);
    for (ParameterListener* listener : std::initializer_list<ParameterListener*>{
             &world_.arrivals, &world_.withdrawal, &world_.price, &world_.references,
             &world_.lock_in, &world_.incidents, &world_.character, &world_.vehicles,
             &world_.pipeline, &world_.phase_out, &world_.funding, &world_.appropriations,
             &reviews_})
      world_.listen_to_parameters(*listener);
  }
  world_.listen(world_.references);
  world_.listen(world_.lock_in);
  world_.listen(world_.vehicles);
  world_.listen(world_.funding);
  world_.listen(world_.character);
  world_.listen(world_.task_forces);
  world_.listen(world_.phase_out);
  world_.listen(reviews_);
}

void RunningWorld::run_until(Days until) {
  policies::begin(world_);
  world_.begin();
  capability::install(world_);
  review_queue::install(world_);
  offering_pipeline::install(world_);
  exclusivity::install(world_);
  standing::install(world_);
  world_.phase_out.install();
  incidents::install(world_);
  vehicles::install(world_);
  appropriations::install(world_);
  reviews_.install();
  timeline::install(world_);
  arrivals::install(world_);
  character::install(world_);  // knows what is in operation at the start
  task_forces::install(world_);
  policies::install(world_);
  world_.simulation().run_until(until);
}

}  // namespace acqsim::model
