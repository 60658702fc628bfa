/// The pending set against a sorted set: pushes, pops up to a limit, looks, draining and clearing,
/// as the bytes say, with equal times, bursts and far times.

#include "fuzz/bytes.hpp"

#include <acqsim/des/event_queue.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

namespace {

using namespace acqsim;
using des::detail::Event;
using des::detail::EventQueue;

struct Before {
  bool operator()(Event a, Event b) const { return des::detail::before(a, b); }
};

struct Run {
  explicit Run(std::size_t spread_from) : queue(spread_from) {}

  void push(double delay, std::uint64_t priority) {
    const Event event{std::bit_cast<std::uint64_t>(now + delay), (priority << 56U) | sequence++};
    queue.push(event);
    model.insert(event);
  }
  void pop(double limit) {
    const auto end = std::bit_cast<std::uint64_t>(limit);
    Event event{};
    const bool is_there = queue.pop_until(end, event);
    const bool expected = !model.empty() && model.begin()->time <= end;
    fuzz::require(is_there == expected, "an event comes out if there is one up to the limit");
    if (!is_there) return;
    fuzz::require(event.time == model.begin()->time && event.word == model.begin()->word,
                  "the first event comes out");
    model.erase(model.begin());
    now = std::bit_cast<double>(event.time);
  }
  void look(double at, std::uint64_t word) {
    const Event limit{std::bit_cast<std::uint64_t>(at), word};
    fuzz::require(
        queue.has_before(limit) == (!model.empty() && des::detail::before(*model.begin(), limit)),
        "looking tells what is first");
  }
  /// As a compaction does: all out, every third gone, the others back.
  void compact() {
    std::vector<Event> events;
    queue.drain(events);
    fuzz::require(queue.empty() && events.size() == model.size(), "draining leaves nothing");
    std::size_t count = 0;
    for (const Event event : events) {
      fuzz::require(model.contains(event), "only what was pushed is drained");
      if (count++ % 3 == 0) {
        model.erase(event);
      } else {
        queue.push(event);
      }
    }
  }

  EventQueue queue;
  std::set<Event, Before> model;
  double now = 0.0;
  std::uint64_t sequence = 0;
};

double delay_of(fuzz::Bytes& bytes) {
  const unsigned kind = bytes.below(8);
  const double x = bytes.byte();
  switch (kind) {
    case 0:
      return 0.0;
    case 1:
      return 1.0;
    case 2:
      return x;
    case 3:
      return x / 256.0;
    case 4:
      return std::ldexp(1.0 + x / 256.0, static_cast<int>(bytes.byte()) - 128);
    case 5:
      return 1e12 + x;
    case 6:
      return 1e-9 * x;
    default:
      return x < 128.0 ? 1e-6 * x : 1e6 * x;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes(data, size);
  constexpr std::array<std::size_t, 4> kSpreadFrom{1, 16, 512, EventQueue::kNeverSpread};
  Run run(kSpreadFrom.at(bytes.below(4)));
  while (!bytes.is_used_up()) {
    switch (bytes.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        run.push(delay_of(bytes), bytes.below(4));
        break;
      case 4: {  // many of one kind, in a burst
        const double delay = delay_of(bytes);
        const double step = delay_of(bytes);
        for (unsigned i = bytes.byte(); i > 0; --i) run.push(delay + step * (i % 7), i % 3);
        break;
      }
      case 5: {  // holds
        const double delay = delay_of(bytes);
        for (unsigned i = bytes.byte(); i > 0; --i) {
          run.pop(1e308);
          run.push(delay * (1.0 + i % 5), 1);
        }
        break;
      }
      case 6:
        for (unsigned i = bytes.byte(); i > 0; --i) run.pop(1e308);
        break;
      case 7:
        run.pop(run.now + delay_of(bytes));
        break;
      case 8:
        run.look(run.now + delay_of(bytes), bytes.byte() * 0x0100'0000'0000'0000U);
        break;
      case 9:
        run.compact();
        break;
      case 10:
        run.queue.clear();
        run.model.clear();
        break;
      default:
        run.pop(1e308);
        break;
    }
    fuzz::require(run.queue.size() == run.model.size(), "both have as many");
    // Times must stay finite and apart.
    if (run.now > 1e200) break;
  }
  while (!run.model.empty()) run.pop(1e308);
  fuzz::require(run.queue.empty(), "nothing is left");
  return 0;
}
