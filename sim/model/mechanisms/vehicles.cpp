#include "model/mechanisms/vehicles.hpp"

#include "model/world.hpp"

namespace acqsim::model {

Vehicles::Vehicles(World& world) : world_(&world), obligated_(world.blueprint().vehicles.size()) {
  const auto start = world.spec().start;
  const auto& methods = world.blueprint().methods;
  for (const auto& [id, vehicle] : world.spec().vehicles) {
    methods_.push_back({methods.at(vehicle.method), vehicle.large_method.empty()
                                                        ? MethodId()
                                                        : methods.at(vehicle.large_method)});
    open_.push_back(!world.spec().vehicle_terms.enabled ||
                    ((!vehicle.opens || *vehicle.opens <= start) &&
                     (!vehicle.closes || *vehicle.closes > start)));
  }
  used_up_.resize(open_.size(), false);
}

MethodId Vehicles::method(const World& world, VehicleId vehicle, Money annual_value) const {
  const auto& from = world.spec(vehicle).large_from;
  const Methods& methods = methods_[vehicle.value()];
  const bool is_large = from && annual_value >= *from && methods.large.is_valid();
  return is_large ? methods.large : methods.usual;
}

bool Vehicles::is_used_up(const World& world, VehicleId vehicle) const {
  const Money ceiling = world.spec(vehicle).ceiling;
  return world.spec().vehicle_terms.enabled && ceiling.value() > 0.0 &&
         obligated(vehicle) >= ceiling;
}

void Vehicles::after_change(World& world, std::string_view path) {
  if (!path.starts_with("vehicles.") || !path.ends_with(".ceiling")) return;
  for (std::size_t v = 0; v < open_.size(); ++v) {
    const VehicleId vehicle(v);
    if (is_open(vehicle) && is_used_up(world, vehicle)) {
      close(world, vehicle);
      used_up_[v] = true;
    } else if (used_up_[v] && !is_used_up(world, vehicle)) {
      open(world, vehicle);
    }
  }
}

void Vehicles::open(World& world, VehicleId vehicle) {
  if (is_open(vehicle)) return;
  used_up_[vehicle.value()] = false;
  open_[vehicle.value()] = true;
  world.emit(VehicleOpened{vehicle});
  world.access.all_changed();
}

void Vehicles::close(World& world, VehicleId vehicle) {
  used_up_[vehicle.value()] = false;
  if (!is_open(vehicle) || !world.spec().vehicle_terms.enabled) return;
  open_[vehicle.value()] = false;
  world.emit(VehicleClosed{vehicle});
  world.access.all_changed();
}

void Vehicles::obligate(World& world, VehicleId vehicle, Money amount) {
  obligated_[vehicle.value()] += amount;
  if (!is_open(vehicle) || !is_used_up(world, vehicle)) return;
  close(world, vehicle);
  used_up_[vehicle.value()] = true;
}

void Vehicles::on(Days /*now*/, const Event& event) {
  const auto* obligated = std::get_if<Obligated>(&event);
  if (obligated == nullptr) return;
  for (const auto& supply : (*world_)[obligated->requirement].supplies) {
    if (supply.vendor == obligated->vendor) {
      obligate(*world_, supply.route.vehicle, obligated->model + obligated->hosting);
      return;
    }
  }
}

namespace vehicles {

namespace {

des::Process opens(World& world, VehicleId vehicle, Days at) {
  co_await world.simulation().until(at);
  world.vehicles.open(world, vehicle);
}

des::Process closes(World& world, VehicleId vehicle, Days at) {
  co_await world.simulation().until(at);
  world.vehicles.close(world, vehicle);
}

}  // namespace

void install(World& world) {
  if (!world.spec().vehicle_terms.enabled) return;
  const auto start = world.spec().start;
  for (const auto& [id, vehicle] : world.spec().vehicles) {
    const VehicleId at = world.blueprint().vehicles.at(id);
    if (vehicle.opens && *vehicle.opens > start) {
      world.simulation().spawn(opens(world, at, *vehicle.opens - start), "vehicle");
    }
    if (vehicle.closes && *vehicle.closes > start) {
      world.simulation().spawn(closes(world, at, *vehicle.closes - start), "vehicle");
    }
  }
}

}  // namespace vehicles
}  // namespace acqsim::model
