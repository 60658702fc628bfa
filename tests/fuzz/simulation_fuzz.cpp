/// A small simulation, as the bytes say, in the kernel and in a plain model of what it promises:
/// the same happens in the same order to the same processes, nothing leaks, and what was held is
/// given back, whoever is cancelled when.

#include "fuzz/bytes.hpp"
#include "fuzz/plain_kernel.hpp"
#include "fuzz/script.hpp"

#include <acqsim/des/group.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/signal.hpp>
#include <acqsim/des/simulation.hpp>
#include <acqsim/des/store.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace acqsim::fuzz {
namespace {

/// What the processes of the kernel share.
class Shop {
 public:
  Shop(des::Simulation& simulation, const Program& program)
      : clock(simulation),
        script(program.scripts),
        clerks(simulation, program.capacity),
        bell(simulation),
        shelf(simulation, kStoreCapacity) {}
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;
  ~Shop() { clock.clear(); }
  des::Simulation& simulation() { return clock; }

  void spawn(std::size_t which);
  void record(std::size_t which, std::size_t step, int outcome) {
    records.push_back(Record{clock.now().value(), which, step, outcome});
  }

  des::Simulation& clock;
  const std::vector<std::vector<Step>>& script;
  des::Resource clerks;
  des::Signal bell;
  des::Store<int> shelf;
  std::vector<des::ProcessHandle> roots;
  std::vector<Record> records;
  std::size_t processes = 0;
  int next_item = 0;
  int locals = 0;  // alive in frames
};

/// Units held, given back last first.
class Hands {
 public:
  explicit Hands(Shop& shop) : shop_(&shop) { ++shop.locals; }
  Hands(const Hands&) = delete;
  Hands& operator=(const Hands&) = delete;
  ~Hands() {
    while (!held_.empty()) release();
    --shop_->locals;
  }
  void take(des::Holding holding) { held_.push_back(std::move(holding)); }
  void release() {
    if (!held_.empty()) held_.pop_back();
  }

 private:
  Shop* shop_;
  std::vector<des::Holding> held_;
};

des::Process follow(Shop& shop, std::size_t which, std::size_t root);

std::vector<des::Process> parts_of(Shop& shop, const Step& step, std::size_t root) {
  std::vector<des::Process> parts;
  for (const std::size_t script : step.scripts) parts.push_back(follow(shop, script, root));
  shop.processes += parts.size();
  return parts;
}

des::Process follow(Shop& shop, std::size_t which, std::size_t root) {
  Hands hands(shop);
  des::Simulation& clock = shop.clock;
  for (std::size_t i = 0; i < shop.script[which].size(); ++i) {
    const Step& step = shop.script[which][i];
    const base::Days duration(step.days);
    const base::Days deadline = clock.now() + duration;
    std::optional<int> outcome;
    switch (step.kind) {
      case Kind::kNothing:
        break;
      case Kind::kDelay:
        co_await clock.delay(duration, step.priority);
        outcome = 0;
        break;
      case Kind::kAcquire: {
        des::Holding unit = co_await shop.clerks.acquire(step.priority);
        hands.take(std::move(unit));
        outcome = 1;
        break;
      }
      case Kind::kAcquireUntil: {
        des::Holding unit = co_await shop.clerks.acquire_until(deadline, step.priority);
        outcome = unit ? 1 : 0;
        if (unit) hands.take(std::move(unit));
        break;
      }
      case Kind::kRelease:
        hands.release();
        break;
      case Kind::kNotify:
        shop.bell.notify();
        break;
      case Kind::kWait:
        co_await shop.bell.wait();
        outcome = 1;
        break;
      case Kind::kWaitUntil: {
        const bool is_notified = co_await shop.bell.wait_until(deadline);
        outcome = is_notified ? 1 : 0;
        break;
      }
      case Kind::kPut:
        if (!shop.shelf.is_full()) shop.shelf.put(shop.next_item++);
        break;
      case Kind::kGet: {
        const int item = co_await shop.shelf.get();
        outcome = item;
        break;
      }
      case Kind::kGetUntil: {
        const std::optional<int> item = co_await shop.shelf.get_until(deadline);
        outcome = item.value_or(-1);
        break;
      }
      case Kind::kOffer: {
        const int item = shop.next_item++;
        const bool is_in = co_await shop.shelf.offer(item, deadline);
        outcome = is_in ? 1 : 0;
        break;
      }
      case Kind::kSpawn:
        if (shop.processes < kMostProcesses) shop.spawn(step.scripts.front());
        break;
      case Kind::kCancel: {
        const std::size_t whom = step.number % shop.roots.size();
        if (whom != root) outcome = clock.cancel(shop.roots[whom]) ? 1 : 0;
        break;
      }
      case Kind::kCapacity:
        shop.clerks.set_capacity(step.number % 4);
        break;
      case Kind::kAllOf:
        if (shop.processes + step.scripts.size() <= kMostProcesses) {
          std::vector<des::Process> parts = parts_of(shop, step, root);
          const std::size_t first = co_await des::all_of(clock, std::move(parts));
          outcome = static_cast<int>(first);
        }
        break;
      case Kind::kAnyOf:
        if (shop.processes + step.scripts.size() <= kMostProcesses) {
          std::vector<des::Process> parts = parts_of(shop, step, root);
          const std::size_t first = co_await des::any_of(clock, std::move(parts));
          outcome = static_cast<int>(first);
        }
        break;
      case Kind::kThrow:
        throw std::runtime_error("as the script says");
    }
    if (outcome) shop.record(which, i, *outcome);
  }
}

void Shop::spawn(std::size_t which) {
  ++processes;
  const std::size_t root = roots.size();
  roots.emplace_back();
  roots.back() = clock.spawn(follow(*this, which, root), std::to_string(which));
}

void run_both(Shop& shop, PlainKernel& plain, double end) {
  for (;;) {
    bool is_done = true;
    try {
      shop.clock.run_until(base::Days(end));
    } catch (const des::ProcessFailed& failure) {
      is_done = false;
      require(failure.time() == shop.clock.now(), "a failure names its time");
      shop.record(static_cast<std::size_t>(std::stoul(failure.process())), 0, kFailed);
    }
    require(plain.run_until(end) == is_done, "both fail, or none");
    if (is_done) return;
  }
}

void compare(const Shop& shop, const PlainKernel& plain) {
  require(shop.records == plain.records(), "the same happens in the same order");
  require(shop.clock.now().value() == plain.now(), "the clocks agree");
  require(shop.clock.events() == plain.events(), "as many events");
  require(shop.clock.alive() == plain.alive(), "as many processes live");
  require(shop.roots.size() == plain.roots(), "as many were spawned");
  for (std::size_t i = 0; i < shop.roots.size(); ++i) {
    require(shop.clock.is_alive(shop.roots[i]) == plain.is_alive(i), "the same processes live");
  }
  require(shop.clerks.in_use() == plain.in_use(), "as many units are held");
  require(shop.clerks.queue_length() == plain.queue_length(), "as many queue");
  require(shop.shelf.size() == plain.stored(), "as many items are stored");
  require(shop.bell.waiting() == plain.listening(), "as many wait for the bell");
}

void act(const Step& step, Shop& shop, PlainKernel& plain) {
  switch (step.kind) {
    case Kind::kSpawn:
      if (shop.processes >= kMostProcesses) break;
      shop.spawn(step.scripts.front());
      plain.spawn(step.scripts.front());
      break;
    case Kind::kDelay:
      run_both(shop, plain, plain.now() + step.days);
      break;
    case Kind::kCancel: {
      if (shop.roots.empty()) break;
      const std::size_t whom = step.number % shop.roots.size();
      require(shop.clock.cancel(shop.roots[whom]) == plain.cancel(whom), "both cancel, or none");
      require(!shop.clock.is_alive(shop.roots[whom]), "who is cancelled is dead");
      break;
    }
    case Kind::kNotify:
      shop.bell.notify();
      plain.notify();
      break;
    default:
      shop.clerks.set_capacity(step.number % 4);
      plain.set_capacity(step.number % 4);
      break;
  }
}

}  // namespace
}  // namespace acqsim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace acqsim;
  fuzz::Bytes bytes(data, size);
  const fuzz::Program program = fuzz::program_of(bytes);
  des::Simulation simulation;
  std::vector<des::ProcessHandle> dead;
  // Twice: a cleared simulation is as good as new.
  for (int round = 0; round < 2; ++round) {
    fuzz::Shop shop(simulation, program);
    fuzz::PlainKernel plain(program);
    for (const fuzz::Step& step : program.outside) {
      fuzz::act(step, shop, plain);
      fuzz::compare(shop, plain);
    }
    if (round == 0) {  // sometimes cleared in the middle, sometimes at the end
      if (size % 2 == 0) fuzz::run_both(shop, plain, 1000.0);
      fuzz::compare(shop, plain);
    }
    simulation.clear();
    fuzz::require(simulation.alive() == 0 && simulation.pending() == 0, "clearing leaves nothing");
    fuzz::require(shop.locals == 0, "locals of processes are destroyed");
    fuzz::require(shop.clerks.in_use() == 0 && shop.clerks.queue_length() == 0,
                  "what was held is given back");
    dead.insert(dead.end(), shop.roots.begin(), shop.roots.end());
    for (const des::ProcessHandle handle : dead) {
      fuzz::require(!simulation.is_alive(handle), "handles of before stay dead");
    }
  }
  return 0;
}
