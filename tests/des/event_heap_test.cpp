#include <acqsim/des/event_heap.hpp>
#include <acqsim/des/random.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

namespace acqsim::des::detail {
namespace {

struct Earlier {
  bool operator()(Event a, Event b) const { return before(a, b); }
};

Event at(double time, std::uint64_t word) {
  return Event{std::bit_cast<std::uint64_t>(time), word};
}

using Draw = std::function<double(RandomStream&)>;

/// Grows to `size`, holds for `holds` events, drains; compares every event with a sorted set.
void compare_with_a_set(std::uint64_t seed, std::size_t size, std::size_t holds,
                        const Draw& delay) {
  RandomStream stream(StreamKey{.seed = seed});
  EventHeap queue;
  std::set<Event, Earlier> expected;
  double now = 0.0;
  std::uint64_t sequence = 0;
  const auto push = [&] {
    const Event event = at(now + delay(stream), sequence++);
    queue.push(event);
    expected.insert(event);
  };
  const auto pop = [&] {
    REQUIRE(queue.size() == expected.size());
    const Event event = queue.top();
    REQUIRE(wide(event) == wide(*expected.begin()));
    queue.pop();
    expected.erase(expected.begin());
    now = std::bit_cast<double>(event.time);
  };
  for (std::size_t i = 0; i < size; ++i) push();
  for (std::size_t i = 0; i < holds; ++i) {
    pop();
    const std::uint64_t successors = stream.below(3);  // none, one or two: one on average
    for (std::uint64_t k = 0; k < successors; ++k) push();
    if (queue.empty()) push();
  }
  while (!queue.empty()) pop();
  CHECK(expected.empty());
}

TEST_CASE("events leave the queue in their total order, whatever the delays", "[des][queue]") {
  const std::vector<Draw> delays{
      [](RandomStream& stream) { return stream.exponential(); },
      [](RandomStream&) { return 0.0; },                                          // all equal
      [](RandomStream& stream) { return static_cast<double>(stream.below(3)); },  // bursts
      [](RandomStream& stream) { return stream.below(2) == 0 ? 1e-6 : 1e6; },     // two peaks
      [](RandomStream& stream) { return std::pow(stream.uniform(), -2.0); },      // heavy tail
      [](RandomStream& stream) { return stream.uniform() < 0.01 ? 1e12 : stream.uniform(); },
  };
  std::uint64_t seed = 1;
  for (const Draw& delay : delays) {
    for (const std::size_t size : {1U, 2U, 5U, 17U, 100U, 1500U}) {
      compare_with_a_set(seed++, size, 3 * size + 50, delay);
    }
  }
}

TEST_CASE("the queue says whether something comes before a limit, also with a hole",
          "[des][queue]") {
  EventHeap queue;
  CHECK_FALSE(queue.has_before(at(1e300, 0)));
  for (const double time : {5.0, 3.0, 4.0, 6.0, 7.0}) queue.push(at(time, 0));
  CHECK(queue.has_before(at(3.0, 1)));
  CHECK_FALSE(queue.has_before(at(3.0, 0)));
  CHECK(queue.top().time == at(3.0, 0).time);
  queue.pop();  // the hole is open
  CHECK_FALSE(queue.has_before(at(4.0, 0)));
  CHECK(queue.has_before(at(4.0, 1)));
  CHECK(queue.size() == 4);
  queue.push(at(1.0, 0));  // fills it
  CHECK(queue.size() == 5);
  CHECK(queue.has_before(at(2.0, 0)));
}

TEST_CASE("a drained or cleared queue is empty and can be used again", "[des][queue]") {
  EventHeap queue;
  for (std::uint64_t i = 0; i < 100; ++i) queue.push(at(static_cast<double>(i * 37 % 100), i));
  queue.pop();
  std::vector<Event> events;
  queue.drain(events);
  CHECK(events.size() == 99);
  CHECK(queue.empty());
  queue.push(at(2.0, 0));
  queue.push(at(1.0, 0));
  CHECK(queue.top().time == at(1.0, 0).time);
  queue.clear();
  CHECK(queue.empty());
  CHECK(queue.size() == 0);
}

}  // namespace
}  // namespace acqsim::des::detail
