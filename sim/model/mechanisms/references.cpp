#include "model/mechanisms/references.hpp"

#include "model/world.hpp"

#include <cmath>

namespace acqsim::model {

namespace references {

double weight(Money value, Money threshold, double increment) {
  if (value < threshold || threshold.value() <= 0.0) return 0.0;
  return increment * (1.0 + std::log(value / threshold));
}

double decayed(double strength, Days age, Days half_life) {
  return strength * std::exp2(-(age / half_life));
}

}  // namespace references

References::References(World& world)
    : world_(&world),
      kinds_(world.blueprint().kinds.size()),
      similarity_(kinds_, std::vector<double>(kinds_, 0.0)),
      stocks_(world.blueprint().vendors.size() * kinds_) {
  const auto& names = world.blueprint();
  const auto& scenario = world.spec();
  for (const auto& [id, kind] : scenario.kinds) {
    const auto here = names.kinds.at(id).value();
    similarity_[here][here] = 1.0;
    for (const auto& [other, share] : kind.similarity) {
      similarity_[here][names.kinds.at(other).value()] = share.value();
    }
  }
  const auto& parameters = scenario.references;
  if (!parameters.enabled) return;
  for (const auto& [id, vendor] : scenario.vendors) {
    for (const auto& [name, award] : vendor.references) {
      const Days age = scenario.start - award.at;
      const double amount =
          references::weight(award.value, parameters.threshold, parameters.increment);
      add(names.vendors.at(id), names.kinds.at(award.kind),
          references::decayed(amount, age, parameters.half_life), Days(0.0));
    }
  }
}

double References::strength(const World& world, VendorId vendor, KindId kind) const {
  const Stock& stock = stocks_[vendor.value() * kinds_ + kind.value()];
  if (stock.value == 0.0) return 0.0;
  return references::decayed(stock.value, world.now() - stock.at,
                             world.spec().references.half_life);
}

void References::add(VendorId vendor, KindId kind, double amount, Days at) {
  for (std::size_t k = 0; k < kinds_; ++k) {
    Stock& stock = stocks_[vendor.value() * kinds_ + k];
    const Days age = at - stock.at;
    stock.value = references::decayed(stock.value, age, world_->spec().references.half_life) +
                  amount * similarity_[k][kind.value()];
    stock.at = at;
  }
}

void References::on(Days now, const Event& event) {
  const auto* award = std::get_if<Awarded>(&event);
  const auto& parameters = world_->spec().references;
  if (award == nullptr || !parameters.enabled) return;
  const double amount =
      references::weight(award->annual_value, parameters.threshold, parameters.increment);
  if (amount > 0.0) add(award->vendor, world_->kind(award->agency), amount, now);
}

}  // namespace acqsim::model
