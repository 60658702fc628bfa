#include "model/timeline.hpp"

#include "model/actions/catalog.hpp"
#include "model/world.hpp"

#include <algorithm>

namespace acqsim::model::timeline {

namespace {

double time_of(World& world, const std::string& id, std::map<std::string, double>& known) {
  const auto found = known.find(id);
  if (found != known.end()) return found->second;
  const spec::TimelineEntry& entry = world.spec().timeline.at(id);
  double at = 0.0;
  if (entry.at) at = (*entry.at - world.spec().start).value();
  if (!entry.after.empty()) at = time_of(world, entry.after, known);
  at += world.draw(entry.delay, des::hash_id(id), Purpose::timeline_delay);
  known[id] = std::max(0.0, at);
  return known[id];
}

des::Process happen(World& world, const spec::Call& call, Days at) {
  co_await world.simulation().until(at);
  actions::of(call.name).act(world, call);
}

}  // namespace

std::map<std::string, double> times(World& world) {
  std::map<std::string, double> known;
  for (const auto& [id, entry] : world.spec().timeline) time_of(world, id, known);
  return known;
}

void install(World& world) {
  for (const auto& [id, at] : times(world)) {
    if (at > world.horizon().value()) continue;
    world.simulation().spawn(happen(world, world.spec().timeline.at(id).action, Days(at)),
                             "timeline");
  }
}

}  // namespace acqsim::model::timeline
