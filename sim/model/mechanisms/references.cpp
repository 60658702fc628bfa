#include "model/mechanisms/references.hpp"

#include "model/world.hpp"

#include <algorithm>
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
      vendors_(world.blueprint().vendors.size()),
      stocks_(kinds_ * vendors_),
      own_(world.blueprint().agencies.size() * vendors_) {
  const std::size_t agencies = world.blueprint().agencies.size();
  circle_of_.resize(agencies, kNone);
  for (std::size_t a = 0; a < agencies; ++a) {
    if (world.spec(AgencyId(a)).peers.empty()) continue;
    circle_of_[a] = static_cast<std::uint32_t>(circles_.size());
    circles_.push_back({AgencyId(a), std::vector<double>(agencies, -1.0),
                        std::vector<Stock>(world.blueprint().vendors.size())});
  }
  read_similarity(world.spec());
  read_start(world.spec());
}

void References::read_similarity(const spec::Scenario& scenario) {
  const auto& names = world_->blueprint();
  for (const auto& [id, kind] : scenario.kinds) {
    const auto here = names.kinds.at(id).value();
    similarity_[here][here] = 1.0;
    for (const auto& [other, share] : kind.similarity) {
      similarity_[here][names.kinds.at(other).value()] = share.value();
    }
  }
  for (Circle& circle : circles_) {
    for (const auto& [peer, weight] : world_->spec(circle.agency).peers)
      circle.weight[names.agencies.at(peer).value()] = weight.value();
  }
}

void References::read_start(const spec::Scenario& scenario) {
  const auto& names = world_->blueprint();
  const auto& parameters = scenario.references;
  stocks_.assign(stocks_.size(), Stock());
  own_.assign(own_.size(), Stock());
  for (Circle& circle : circles_) circle.stocks.assign(circle.stocks.size(), Stock());
  if (!parameters.enabled) return;
  for (const auto& [id, vendor] : scenario.vendors) {
    for (const auto& [name, award] : vendor.references) {
      const Days age = scenario.start - award.at;
      const double amount =
          references::weight(award.value, parameters.threshold, parameters.increment);
      add(names.vendors.at(id), names.kinds.at(award.kind), AgencyId(),
          references::decayed(amount, age, parameters.half_life), Days(0.0));
    }
  }
}

void References::before_change(World& world, std::string_view path) {
  if (path != "references.half_life") return;
  for (Stock& stock : stocks_) add(stock, 0.0, world.now());
  for (Stock& stock : own_) add(stock, 0.0, world.now());
  for (Circle& circle : circles_) {
    for (Stock& stock : circle.stocks) add(stock, 0.0, world.now());
  }
}

void References::after_change(World& world, std::string_view path) {
  const bool is_weight = path.starts_with("kinds.") || path.starts_with("agencies.");
  if (is_weight) read_similarity(world.spec());
  if (!world.has_begun() && (is_weight || path.starts_with("references.")))
    read_start(world.spec());
}

double References::now_in(const World& world, const Stock& stock) const {
  if (stock.value == 0.0) return 0.0;
  return references::decayed(stock.value, world.now() - stock.at,
                             world.spec().references.half_life);
}

double References::strength(const World& world, VendorId vendor, AgencyId agency) const {
  const std::uint32_t circle = circle_of_[agency.value()];
  if (circle == kNone) {
    const double own = now_in(world, own_[agency.value() * vendors_ + vendor.value()]);
    return std::max(0.0, strength(world, vendor, world.kind(agency)) - own);
  }
  return now_in(world, circles_[circle].stocks[vendor.value()]);
}

double References::strength(const World& world, VendorId vendor, KindId kind) const {
  return now_in(world, stocks_[kind.value() * vendors_ + vendor.value()]);
}

void References::add(Stock& stock, double amount, Days at) {
  const Days age = at - stock.at;
  stock.value = references::decayed(stock.value, age, world_->spec().references.half_life) + amount;
  stock.at = at;
}

void References::add(VendorId vendor, KindId kind, AgencyId agency, double amount, Days at) {
  if (agency.is_valid()) add(own_[agency.value() * vendors_ + vendor.value()], amount, at);
  for (std::size_t k = 0; k < kinds_; ++k)
    add(stocks_[k * vendors_ + vendor.value()], amount * similarity_[k][kind.value()], at);
  for (Circle& circle : circles_) {
    if (agency.is_valid() && agency == circle.agency) continue;
    double weight = similarity_[world_->kind(circle.agency).value()][kind.value()];
    if (agency.is_valid() && circle.weight[agency.value()] >= 0.0)
      weight = circle.weight[agency.value()];
    add(circle.stocks[vendor.value()], amount * weight, at);
  }
}

void References::on(Days now, const Event& event) {
  const auto* award = std::get_if<Awarded>(&event);
  const auto& parameters = world_->spec().references;
  if (award == nullptr || award->is_renewal || !parameters.enabled) return;
  const double amount =
      references::weight(award->annual_value, parameters.threshold, parameters.increment);
  if (amount > 0.0) add(award->vendor, world_->kind(award->agency), award->agency, amount, now);
}

}  // namespace acqsim::model
