/// The queue of pending events alone: hold (take the first, add one at Exp(1) after it) at a steady
/// number of pending events. Goal: at least 1.2, 1.6 and 2.0 times std::priority_queue at 10^2,
/// 10^4 and 10^6.

#include "bench/des_bench.hpp"

#include <acqsim/des/event_queue.hpp>

#include <bit>

int main() {
  using namespace acqsim;
  fmt::print("{:>9} {:>14} {:>16} {:>7} {:>6}\n", "pending", "queue M/s", "std::p_q M/s", "ratio",
             "goal");
  const double goals[] = {1.2, 1.6, 2.0};
  int row = 0;
  for (const std::size_t pending :
       {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    const std::uint64_t holds = 4'000'000;
    bench::Delays delays;
    des::detail::EventQueue queue;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < pending; ++i) {
      queue.push(des::detail::Event{std::bit_cast<std::uint64_t>(delays.next()), word++});
    }
    double now = 0.0;
    const double seconds = bench::median_seconds([&] {
      for (std::uint64_t i = 0; i < holds; ++i) {
        des::detail::Event event{};
        queue.pop_until(~std::uint64_t{0} - 1, event);
        now = std::bit_cast<double>(event.time);
        queue.push(des::detail::Event{std::bit_cast<std::uint64_t>(now + delays.next()), word++});
      }
    });
    bench::require(queue.size() == pending, "the queue keeps its size");
    // Five runs of `holds` renewals by `pending` clocks of mean one.
    const double expected = 5.0 * static_cast<double>(holds) / static_cast<double>(pending);
    bench::require(std::abs(now / expected - 1.0) < 0.05, "the mean hold time is one");
    const double rate = static_cast<double>(holds) / seconds;
    const double rival = bench::priority_queue_hold(pending, holds);
    fmt::print("{:>9} {:>14.2f} {:>16.2f} {:>7.2f} {:>6.1f}\n", pending, rate / 1e6, rival / 1e6,
               rate / rival, goals[row++]);
  }
}
