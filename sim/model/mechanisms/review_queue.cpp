#include "model/mechanisms/review_queue.hpp"

#include "model/world.hpp"

#include <algorithm>
#include <limits>

namespace acqsim::model {

ReviewQueue::ReviewQueue(World& world)
    : lines_(world.spec().pipeline.paths.size()),
      path_of_(world.blueprint().path_of),
      changed_(world.simulation()) {
  for (const auto& [id, path] : world.spec().pipeline.paths) {
    paths_.push_back(&path);
    mean_review_.push_back(path.review.mean());
    desks_.push_back(std::make_unique<des::Resource>(world.simulation(),
                                                     static_cast<std::size_t>(path.reviewers)));
  }
}

double ReviewQueue::expected_wait(PathId path, std::uint64_t ahead) const {
  const des::Resource& desk = *desks_[path.value()];
  if (ahead == 0 && desk.in_use() < desk.capacity()) return 0.0;
  return static_cast<double>(ahead + 1) * mean_review_[path.value()] /
         static_cast<double>(desk.capacity());
}

std::uint64_t ReviewQueue::ahead_of(PathId path, std::uint64_t number) const {
  const std::uint64_t begun = lines_[path.value()].begun;
  return number > begun ? number - begun : 0;
}

void ReviewQueue::reroute(const World& world, PathId from, PathId to) {
  const auto& named = world.blueprint().path_of;
  for (std::size_t e = 0; e < named.size(); ++e) {
    if (named[e] == from) path_of_[e] = to;
  }
}

void ReviewQueue::parameters_changed() {
  for (std::size_t p = 0; p < paths_.size(); ++p) {
    mean_review_[p] = paths_[p]->review.mean();
    const auto reviewers = static_cast<std::size_t>(paths_[p]->reviewers);
    if (desks_[p]->capacity() != reviewers) desks_[p]->set_capacity(reviewers);
  }
  changed_.notify();
}

namespace review_queue {

des::Process review(World& world, Package package) {
  using Phase = OfferingPipeline::Phase;
  const Days joined = world.now();
  Days begun{};
  const std::uint64_t number = world.review_queue.join(package.path);
  const bool is_own = package.vendor.is_valid();
  if (is_own)
    world.pipeline.enter(world, package.vendor, package.enclave, Phase::awaiting_reviewer,
                         package.elapsed, number);
  {
    const auto reviewer = co_await world.review_queue.reviewers(package.path).acquire();
    world.review_queue.begin(package.path);
    begun = world.now();
    if (is_own)
      world.pipeline.enter(world, package.vendor, package.enclave, Phase::reviewing,
                           package.elapsed);
    const Days time(world.draw(world.review_queue.spec(package.path).review, package.entity,
                               package.purpose, package.ordinal));
    const Days left = time - std::min(time, package.elapsed);
    co_await world.simulation().delay(left);
  }
  const ProviderId provider = package.enclave.is_valid()
                                  ? world.blueprint().provider_of[package.enclave.value()]
                                  : ProviderId();
  world.emit(ReviewCompleted{package.path, package.vendor, provider, package.enclave,
                             begun - joined, world.now() - begun});
}

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

Package of_others(const World& world, PathId path, Purpose purpose, std::uint64_t ordinal) {
  Package package;
  package.path = path;
  package.entity = world.blueprint().paths.hash(path);
  package.purpose = purpose;
  package.ordinal = ordinal;
  return package;
}

des::Process arrivals(World& world, PathId path) {
  const spec::Path& spec = world.review_queue.spec(path);
  for (std::uint64_t n = 0;; ++n) {
    // The exponential number of this arrival is used up at the rate of the day; drawn once there is
    // one.
    double left = kNever;
    for (;;) {
      const double rate = spec.others.value();
      if (rate > 0.0 && left == kNever) {
        left = world.exponential(world.blueprint().paths.hash(path), Purpose::others_package, n);
      }
      const Days since = world.now();
      const Days due(rate > 0.0 ? since.value() + left / rate : kNever);
      bool is_changed = false;
      do {
        is_changed = co_await world.review_queue.changed().wait_until(due);
      } while (is_changed && spec.others.value() == rate);
      if (!is_changed) break;
      if (rate > 0.0) left = std::max(0.0, left - rate * (world.now() - since).value());
    }
    world.simulation().spawn(review(world, of_others(world, path, Purpose::others_review, n)),
                             "review");
  }
}

}  // namespace

void install(World& world) {
  if (!world.spec().pipeline.enabled) return;
  for (std::size_t p = 0; p < world.blueprint().paths.size(); ++p) {
    const PathId path(p);
    const spec::Path& spec = world.review_queue.spec(path);
    for (int n = 0; n < spec.backlog; ++n) {
      const Package package =
          of_others(world, path, Purpose::backlog_review, static_cast<std::uint64_t>(n));
      world.simulation().spawn(review(world, package), "review");
    }
    if (spec.others.value() > 0.0 || world.policies.is_governed())
      world.simulation().spawn(arrivals(world, path), "arrivals of packages");
  }
}

}  // namespace review_queue
}  // namespace acqsim::model
