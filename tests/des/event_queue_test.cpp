#include <acqsim/des/event_queue.hpp>
#include <acqsim/des/random.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <queue>
#include <string>
#include <vector>

namespace acqsim::des::detail {
namespace {

constexpr std::uint64_t kForEver = std::bit_cast<std::uint64_t>(1e308);

Event at(double time, std::uint64_t word) {
  return Event{std::bit_cast<std::uint64_t>(time), word};
}

using Draw = std::function<double(RandomStream&)>;
struct Pattern {
  std::string name;
  Draw delay;
};

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all{
      {"exponential", [](RandomStream& stream) { return stream.exponential(); }},
      {"all at one instant", [](RandomStream&) { return 0.0; }},
      {"constant", [](RandomStream&) { return 1.0; }},
      {"bursts", [](RandomStream& stream) { return static_cast<double>(stream.below(3)); }},
      {"two peaks", [](RandomStream& stream) { return stream.below(2) == 0 ? 1e-6 : 1e6; }},
      {"heavy tail", [](RandomStream& stream) { return std::pow(stream.uniform(), -2.0); }},
      {"a few very far",
       [](RandomStream& stream) { return stream.uniform() < 0.01 ? 1e12 : stream.uniform(); }},
      {"below the resolution", [](RandomStream& stream) { return 1e9 + stream.uniform() * 1e-7; }},
  };
  return all;
}

struct Later {
  bool operator()(Event a, Event b) const { return before(b, a); }
};

/// Grows to `size`, holds, drains; compares every event with the plain model: a binary heap of the
/// standard library over the total order. Returns the number of operations.
std::uint64_t compare_with_the_model(EventQueue& queue, std::uint64_t seed, std::size_t size,
                                     std::size_t holds, const Draw& delay) {
  RandomStream stream(StreamKey{.seed = seed});
  std::priority_queue<Event, std::vector<Event>, Later> model;
  double now = 0.0;
  std::uint64_t sequence = 0;
  std::uint64_t operations = 0;
  std::uint64_t wrong = 0;
  const auto push = [&] {
    // Mostly in order of sequence, sometimes with a higher or lower upper part, as priorities give.
    const std::uint64_t priority = stream.below(8) == 0 ? stream.below(3) : 1;
    const Event event = at(now + delay(stream), (priority << 56U) | sequence++);
    queue.push(event);
    model.push(event);
    ++operations;
  };
  const auto pop = [&] {
    Event event{};
    const Event expected = model.top();
    if (stream.below(16) == 0) {  // looks first, as the kernel does
      const Event limit{expected.time, expected.word + stream.below(2)};
      if (queue.has_before(limit) != before(expected, limit)) ++wrong;
      if (expected.time > 0 && queue.pop_until(expected.time - 1, event)) ++wrong;
    }
    if (queue.size() != model.size() || !queue.pop_until(kForEver, event) ||
        wide(event) != wide(expected)) {
      ++wrong;
    }
    model.pop();
    now = std::bit_cast<double>(event.time);
    ++operations;
  };
  for (std::size_t i = 0; i < size; ++i) push();
  for (std::size_t i = 0; i < holds; ++i) {
    pop();
    const std::uint64_t successors = stream.below(3);  // none, one or two: one on average
    for (std::uint64_t k = 0; k < successors; ++k) push();
    if (model.empty()) push();
  }
  while (!model.empty() && wrong == 0) pop();
  CHECK(wrong == 0);
  CHECK((wrong > 0 || queue.empty()));
  return operations;
}

TEST_CASE("events leave in their total order, whatever the delays and however they are kept",
          "[des][queue]") {
  const std::size_t never = EventQueue::kNeverSpread;
  for (const std::size_t spread_from :
       {std::size_t{1}, std::size_t{16}, EventQueue::kSpreadFrom, never}) {
    std::uint64_t seed = 1;
    std::uint64_t operations = 0;
    for (const Pattern& pattern : patterns()) {
      INFO(pattern.name << ", spread from " << spread_from);
      EventQueue queue(spread_from);  // one queue for all sizes: it is used again
      for (const std::size_t size : {1U, 2U, 5U, 17U, 100U, 1500U, 20'000U}) {
        operations += compare_with_the_model(queue, seed++, size, 2 * size + 50, pattern.delay);
      }
    }
    CHECK(operations > 1'000'000);
  }
}

TEST_CASE("the order survives a set that grows and drains in waves", "[des][queue]") {
  EventQueue queue;
  std::priority_queue<Event, std::vector<Event>, Later> model;
  RandomStream stream(StreamKey{.seed = 77});
  double now = 0.0;
  std::uint64_t sequence = 0;
  std::uint64_t wrong = 0;
  for (int wave = 0; wave < 12; ++wave) {
    const double scale = std::pow(10.0, static_cast<double>(stream.below(9)) - 4.0);
    const std::uint64_t pushes = 1 + stream.below(30'000);
    for (std::uint64_t i = 0; i < pushes; ++i) {
      const Event event = at(now + scale * stream.exponential(), sequence++);
      queue.push(event);
      model.push(event);
    }
    const std::uint64_t pops = stream.below(model.size() + 1);
    for (std::uint64_t i = 0; i < pops; ++i) {
      Event event{};
      if (!queue.pop_until(kForEver, event) || wide(event) != wide(model.top())) ++wrong;
      now = std::bit_cast<double>(event.time);
      model.pop();
    }
    if (wave == 6) {  // as a compaction does: everything out, and back
      std::vector<Event> events;
      queue.drain(events);
      REQUIRE(queue.empty());
      for (const Event event : events) queue.push(event);
    }
    REQUIRE(queue.size() == model.size());
  }
  CHECK(wrong == 0);
}

TEST_CASE("nothing comes out before its time", "[des][queue]") {
  for (const std::size_t spread_from : {std::size_t{1}, EventQueue::kSpreadFrom}) {
    EventQueue queue(spread_from);
    Event event{};
    CHECK_FALSE(queue.pop_until(kForEver, event));
    CHECK_FALSE(queue.has_before(at(1e300, 0)));
    for (int i = 1000; i > 0; --i) queue.push(at(i, 0));
    CHECK_FALSE(queue.pop_until(std::bit_cast<std::uint64_t>(0.5), event));
    CHECK(queue.has_before(at(1.0, 1)));
    CHECK_FALSE(queue.has_before(at(1.0, 0)));
    REQUIRE(queue.pop_until(std::bit_cast<std::uint64_t>(1.0), event));
    CHECK(event.time == at(1.0, 0).time);
    CHECK_FALSE(queue.pop_until(std::bit_cast<std::uint64_t>(1.5), event));
    CHECK(queue.size() == 999);
    queue.push(at(1.25, 7));  // before all that is pending
    REQUIRE(queue.pop_until(std::bit_cast<std::uint64_t>(1.5), event));
    CHECK(event.word == 7);
    queue.clear();
    CHECK(queue.empty());
    CHECK_FALSE(queue.pop_until(kForEver, event));
  }
}

}  // namespace
}  // namespace acqsim::des::detail
