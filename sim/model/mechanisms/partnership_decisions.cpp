#include "model/mechanisms/partnership_decisions.hpp"

#include "model/decision_observer.hpp"
#include "model/mechanisms/partnership_forecast.hpp"
#include "model/world.hpp"

#include <acqsim/des/signal.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace acqsim::model::partnership_decisions {

using partnership_forecast::Forecast;
using partnership_forecast::Outlook;

namespace {

KindMask government(const World& world) {
  KindMask mask = 0;
  for (const KindId kind : world.blueprint().kind_of) mask |= 1U << kind.value();
  return mask;
}

/// The provider of a signed partnership that is forecast to host the most; invalid: none.
ProviderId present_partner(const World& world, VendorId vendor, const Forecast& now) {
  ProviderId partner;
  for (std::size_t p = 0; p < world.blueprint().providers.size(); ++p) {
    const ProviderId provider(p);
    if (!world.partnerships.is_signed(vendor, provider)) continue;
    if (!partner.is_valid() || now.hosted[p] > now.hosted[partner.value()]) partner = provider;
  }
  return partner;
}

Money support(const World& world, VendorId vendor, ProviderId provider) {
  const auto& offered = world.spec(vendor).compute_support;
  const auto found = offered.find(world.blueprint().providers[provider]);
  return found == offered.end() ? Money(0.0) : found->second;
}

/// The option to sign, its surplus added up in the order of its terms.
Option signing(const World& world, const Outlook& outlook, VendorId vendor, ProviderId provider,
               KindMask scope, ProviderId partner, const Forecast& now) {
  const auto& scenario = world.spec();
  const double h = scenario.operation.hosting_share.value();
  const spec::Vendor& seller = world.spec(vendor);
  const spec::Provider& host = world.spec(provider);
  const Forecast then = outlook.with(vendor, provider, scope);
  SurplusTerms terms;
  terms.forecast_won = then.won - now.won;
  terms.won = terms.forecast_won * (seller.model_margin.value() * (1.0 - h));
  terms.support = support(world, vendor, provider);
  terms.integration = Money(0.0) - seller.integration_cost;
  Money surplus = terms.won;
  surplus += terms.support - seller.integration_cost;
  if (partner.is_valid()) {
    const Money cost =
        now.hosted[partner.value()] * (h * scenario.partnership_decisions.relation_cost.value());
    terms.relation = Money(0.0) - cost;
    surplus -= cost;
  }
  terms.hosting = then.hosted[provider.value()] * (host.hosting_margin.value() * h);
  surplus += terms.hosting;
  const VendorId affiliate = world.blueprint().affiliate_of[provider.value()];
  if (affiliate.is_valid()) {
    const Forecast before = outlook.now(affiliate);
    const Money loss =
        (before.won - then.affiliate) * (world.spec(affiliate).model_margin.value() * (1.0 - h));
    terms.affiliate = Money(0.0) - loss;
    surplus -= loss;
  }
  return {Option::Kind::sign, provider, scope, surplus, terms};
}

}  // namespace

std::vector<Option> options(World& world, VendorId vendor) {
  const auto& names = world.blueprint();
  const auto& parameters = world.spec().partnership_decisions;
  std::vector<Option> all{Option{}};
  const Outlook outlook(world);
  const Forecast now = outlook.now(vendor);
  const ProviderId partner = present_partner(world, vendor, now);
  const KindMask everyone = government(world);

  if (partner.is_valid() && world.spec().exclusivity.enabled &&
      !world.exclusivity.is_in_force(vendor, partner)) {
    const double h = world.spec().operation.hosting_share.value();
    SurplusTerms terms;
    terms.exclusivity_premium =
        now.hosted[partner.value()] * (h * parameters.exclusivity_premium.value());
    all.push_back({Option::Kind::reaffirm, partner, everyone, terms.exclusivity_premium, terms});
  }
  for (std::size_t p = 0; p < names.providers.size(); ++p) {
    const ProviderId provider(p);
    if (names.is_own(vendor, provider) || !names.takes_partners[p]) continue;
    if (world.partnerships.is_signed(vendor, provider) ||
        world.partnerships.is_negotiating(vendor, provider)) {
      continue;
    }
    const KindMask scope = everyone & ~world.exclusivity.reserved_elsewhere(vendor, provider);
    if (scope == 0) continue;
    all.push_back(signing(world, outlook, vendor, provider, scope, partner, now));
  }
  return all;
}

std::vector<double> probabilities(const std::vector<Option>& options, Money scale) {
  double greatest = options.front().surplus.value();
  for (const auto& option : options) greatest = std::max(greatest, option.surplus.value());
  std::vector<double> shares;
  double sum = 0.0;
  for (const auto& option : options) {
    shares.push_back(std::exp((option.surplus.value() - greatest) / scale.value()));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

/// A vendor's reviews: what called for one, and when the last was.
struct Reviews::Desk {
  Desk(World& world, base::Rate regularly) : called(world.simulation()), rate(regularly) {}
  des::Signal called;
  RateHistory rate;  // of regular reviews
  std::optional<ReviewCause> pending;
  int lost_awards = 0;
  std::uint64_t reviews = 0;
};

namespace {

/// The option drawn at a review: each has its own Gumbel number, so that a new provider moves no
/// other's.
Option decide(World& world, VendorId vendor, std::uint64_t review) {
  const auto& names = world.blueprint();
  const double scale = world.spec().partnership_decisions.scale.value();
  const std::vector<Option> open = options(world, vendor);
  std::vector<double> values;
  Option best;
  double best_value = -INFINITY;
  for (const Option& option : open) {
    std::uint64_t entity = names.vendors.hash(vendor) + static_cast<std::uint64_t>(option.kind) + 1;
    if (option.kind == Option::Kind::sign) entity ^= names.providers.hash(option.provider);
    const double value = option.surplus.value() / scale +
                         world.gumbel(entity, Purpose::partnership_decision, review);
    if (world.observer() != nullptr) values.push_back(value);
    if (value > best_value) {
      best_value = value;
      best = option;
    }
  }
  if (world.observer() != nullptr) world.observer()->weighed(world, vendor, open, values);
  return best;
}

}  // namespace

struct ReviewProcess {
  static des::Process run(World& world, Reviews& reviews, VendorId vendor) {
    const auto& parameters = world.spec().partnership_decisions;
    const std::uint64_t entity = world.blueprint().vendors.hash(vendor);
    Reviews::Desk& desk = *reviews.desks_[vendor.value()];
    Days last_regular(0.0);
    double drawn = -1.0;  // from the last regular review to the next; negative: not drawn
    auto next_regular = [&, regular = std::uint64_t{0}](bool is_over) mutable {
      if (is_over) drawn = -1.0;
      if (drawn < 0.0 && desk.rate.has_acted_since(last_regular))
        drawn = world.exponential(entity, Purpose::partnership_review, regular++);
      return drawn < 0.0 ? Days(INFINITY) : desk.rate.reaches(last_regular, drawn);
    };
    Days next = next_regular(false);
    for (;;) {
      if (!desk.pending) {
        const bool was_called = co_await desk.called.wait_until(next);
        if (!was_called) desk.pending = ReviewCause::regular;
        if (!desk.pending) {  // the rate has changed
          next = next_regular(false);
          continue;
        }
      }
      const ReviewCause cause = *desk.pending;
      desk.pending.reset();
      desk.lost_awards = 0;
      const std::uint64_t review = desk.reviews++;
      world.emit(PartnershipReviewed{vendor, cause});
      const Option chosen = decide(world, vendor, review);
      if (chosen.kind != Option::Kind::stay) co_await carry_out(world, vendor, chosen, review);
      co_await world.simulation().delay(parameters.response);
      next = next_regular(false);
      while (next <= world.now()) {
        last_regular = next;
        next = next_regular(true);
      }
    }
  }

  /// Signs for every government kind. Kinds reserved elsewhere are served once that lapses
  /// (Partnerships::serves); with all of them reserved there is nothing to sign for.
  static void conclude(World& world, VendorId vendor, ProviderId provider) {
    const KindMask everyone = government(world);
    const KindMask free = everyone & ~world.exclusivity.reserved_elsewhere(vendor, provider);
    if (free != 0 && !world.partnerships.is_signed(vendor, provider)) {
      world.partnerships.sign(world, vendor, provider, everyone);
    }
  }

  /// A negotiation that was under way at the start.
  static des::Process finish_negotiation(World& world, VendorId vendor, ProviderId provider) {
    const auto& names = world.blueprint();
    const std::uint64_t entity = names.vendors.hash(vendor) ^ names.providers.hash(provider);
    const Days left(
        world.draw(world.spec().partnership_decisions.negotiation, entity, Purpose::negotiation));
    co_await world.simulation().delay(left);
    world.partnerships.end_negotiation(vendor, provider);
    conclude(world, vendor, provider);
  }

  static des::Process carry_out(World& world, VendorId vendor, Option chosen,
                                std::uint64_t review) {
    const auto& parameters = world.spec().partnership_decisions;
    const std::uint64_t entity = world.blueprint().vendors.hash(vendor);
    const bool is_new = chosen.kind == Option::Kind::sign;
    if (is_new) world.partnerships.begin_negotiation(vendor, chosen.provider);
    co_await world.simulation().delay(
        Days(world.draw(parameters.negotiation, entity, Purpose::negotiation, review)));
    if (!is_new) {
      world.exclusivity.reaffirm(world, vendor, chosen.provider, chosen.scope,
                                 world.now() + parameters.exclusivity_term);
      co_return;
    }
    world.partnerships.end_negotiation(vendor, chosen.provider);
    conclude(world, vendor, chosen.provider);
  }
};

Reviews::Reviews(World& world) : world_(&world), desks_(world.blueprint().vendors.size()) {}

Reviews::~Reviews() = default;

void Reviews::install() {
  if (!world_->spec().partnership_decisions.enabled) return;
  for (std::size_t v = 0; v < desks_.size(); ++v) {
    for (std::size_t p = 0; p < world_->blueprint().providers.size(); ++p) {
      if (!world_->partnerships.is_negotiating(VendorId(v), ProviderId(p))) continue;
      world_->simulation().spawn(
          ReviewProcess::finish_negotiation(*world_, VendorId(v), ProviderId(p)), "negotiation");
    }
    const base::Rate rate = world_->spec(VendorId(v)).reviews_partnerships;
    if (rate.value() <= 0.0 && !world_->policies.is_governed()) continue;
    desks_[v] = std::make_unique<Desk>(*world_, rate);
    world_->simulation().spawn(ReviewProcess::run(*world_, *this, VendorId(v)),
                               "partnership review");
  }
}

Reviews::Desk* Reviews::desk(VendorId vendor) {
  Desk* const desk = desks_[vendor.value()].get();
  return desk != nullptr && desk->rate.now().value() > 0.0 ? desk : nullptr;
}

void Reviews::call(VendorId vendor, ReviewCause cause) {
  Desk* const called = desk(vendor);
  if (called == nullptr || called->pending) return;
  called->pending = cause;
  called->called.notify();
}

void Reviews::after_change(World& world, std::string_view path) {
  if (!world.has_begun() || !path.ends_with(".reviews_partnerships")) return;
  for (std::size_t v = 0; v < desks_.size(); ++v) {
    if (desks_[v] == nullptr) continue;
    desks_[v]->rate.change(world.now(), world.spec(VendorId(v)).reviews_partnerships);
    desks_[v]->called.notify();
  }
}

void Reviews::on(Days /*now*/, const Event& event) {
  if (const auto* lapsed = std::get_if<ExclusivityLapsed>(&event)) {
    call(lapsed->vendor, ReviewCause::exclusivity_lapsed);
  } else if (const auto* partnership = std::get_if<PartnershipSigned>(&event)) {
    for (std::size_t v = 0; v < desks_.size(); ++v) {
      if (VendorId(v) != partnership->vendor) call(VendorId(v), ReviewCause::rival_signed);
    }
  } else if (const auto* missed = std::get_if<RouteMissed>(&event)) {
    Desk* const missing = desk(missed->vendor);
    if (missing == nullptr) return;
    if (++missing->lost_awards >= world_->spec().partnership_decisions.lost_awards) {
      call(missed->vendor, ReviewCause::awards_lost);
    }
  }
}

}  // namespace acqsim::model::partnership_decisions
