#include <acqsim/des/observer.hpp>
#include <acqsim/des/random.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/simulation.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

/// A simulation has no global state: it may be handed from thread to thread, and many may run at
/// once. These tests also run under the thread sanitizer.
namespace acqsim::des {
namespace {

using base::Days;

struct Shop {
  explicit Shop(std::uint64_t replication)
      : till(simulation, 2), luck(StreamKey{.seed = 3, .replication = replication}) {
    simulation.observe(&path);
  }
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;
  ~Shop() { simulation.clear(); }

  Simulation simulation;
  Resource till;
  RandomStream luck;
  PathHash path;
};

Process customer(Simulation& simulation, Shop& shop) {
  const Days give_up = simulation.now() + Days(shop.luck.exponential());
  const Holding till = co_await shop.till.acquire_until(give_up);
  if (till) co_await simulation.delay(Days(shop.luck.exponential()));
}

Process customers(Simulation& simulation, Shop& shop) {
  for (;;) {
    co_await simulation.delay(Days(0.4 * shop.luck.exponential()));
    simulation.spawn(customer(simulation, shop), "customer");
  }
}

std::uint64_t path_of(std::uint64_t replication) {
  Shop shop(replication);
  shop.simulation.spawn(customers(shop.simulation, shop), "customers");
  shop.simulation.run_until(Days(500.0));
  return shop.path.value();
}

TEST_CASE("a simulation is built on one thread, run on others and read on a last",
          "[des][threads]") {
  std::unique_ptr<Shop> shop;
  std::thread([&shop] {
    shop = std::make_unique<Shop>(1);
    shop->simulation.spawn(customers(shop->simulation, *shop), "customers");
  }).join();
  std::thread([&shop] { shop->simulation.run_until(Days(200.0)); }).join();
  std::thread([&shop] { shop->simulation.run_until(Days(500.0)); }).join();
  std::uint64_t path = 0;
  std::thread([&shop, &path] {
    path = shop->path.value();
    shop.reset();  // with customers still in it
  }).join();
  CHECK(path == path_of(1));
}

TEST_CASE("simulations that run at once do not touch each other", "[des][threads]") {
  constexpr std::uint64_t kRuns = 8;
  std::vector<std::uint64_t> at_once(kRuns);
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < kRuns; ++i) {
    threads.emplace_back([&at_once, i] { at_once[i] = path_of(i); });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::uint64_t i = 0; i < kRuns; ++i) CHECK(at_once[i] == path_of(i));
  CHECK(at_once[0] != at_once[1]);
}

}  // namespace
}  // namespace acqsim::des
