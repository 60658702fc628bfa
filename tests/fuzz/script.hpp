#pragma once

#include "fuzz/bytes.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <vector>

/// The small simulation that a byte string stands for: scripts, which processes follow, and what is
/// done from outside between runs.
namespace acqsim::fuzz {

enum class Kind {
  kNothing,
  kDelay,
  kAcquire,
  kAcquireUntil,
  kRelease,
  kNotify,
  kWait,
  kWaitUntil,
  kPut,
  kGet,
  kGetUntil,
  kOffer,
  kSpawn,
  kCancel,
  kCapacity,
  kAllOf,
  kAnyOf,
  kThrow,
};
inline constexpr unsigned kKinds = 18;

struct Step {
  Kind kind = Kind::kNothing;
  double days = 0.0;  // of a delay, or until a deadline
  int priority = 0;
  std::size_t number = 0;            // who is cancelled, how large the capacity
  std::vector<std::size_t> scripts;  // spawned, or parts
};

/// From outside: spawns a script, runs for some days, cancels, notifies, changes the capacity.
struct Program {
  std::size_t capacity = 1;
  std::vector<std::vector<Step>> scripts;
  std::vector<Step> outside;
};

/// What a process saw when a step was over; the same in both worlds or something is wrong.
struct Record {
  double time;
  std::size_t script;
  std::size_t step;
  int outcome;
  friend bool operator==(const Record&, const Record&) = default;
};

inline constexpr std::size_t kStoreCapacity = 2;
inline constexpr std::size_t kMostProcesses = 300;
inline constexpr std::size_t kScripts = 6;
inline constexpr int kFailed = -7;

/// Few and exact, so that most things happen at equal times.
inline double days_of(Bytes& bytes) {
  constexpr std::array<double, 8> kDays{0.0, 0.5,  1.0,  1.0,
                                        2.0, 3.25, 17.0, std::numeric_limits<double>::infinity()};
  return kDays.at(bytes.below(8));
}

/// Scripts spawn only later ones, so that everything ends.
inline Program program_of(Bytes& bytes) {
  Program program;
  program.capacity = bytes.below(4);
  for (std::size_t i = 0; i < kScripts; ++i) {
    std::vector<Step> script;
    for (unsigned steps = bytes.below(10); steps > 0; --steps) {
      Step step;
      step.kind = static_cast<Kind>(bytes.below(kKinds));
      step.days = days_of(bytes);
      const unsigned detail = bytes.byte();
      step.priority = static_cast<int>(detail % 5) - 2;
      step.number = detail;
      const bool is_group = step.kind == Kind::kAllOf || step.kind == Kind::kAnyOf;
      const std::size_t later = kScripts - 1 - i;
      if (later > 0 && (is_group || step.kind == Kind::kSpawn)) {
        const std::size_t count = step.kind == Kind::kSpawn ? 1 : 1 + detail % 3;
        for (std::size_t k = 0; k < count; ++k)
          step.scripts.push_back(i + 1 + (detail + k) % later);
      } else if (step.kind == Kind::kAnyOf || step.kind == Kind::kSpawn) {
        step.kind = Kind::kNothing;
      }
      script.push_back(step);
    }
    program.scripts.push_back(script);
  }
  while (!bytes.is_used_up() && program.outside.size() < 40) {
    constexpr std::array<Kind, 8> kKindsOutside{Kind::kSpawn,  Kind::kSpawn,   Kind::kSpawn,
                                                Kind::kDelay,  Kind::kDelay,   Kind::kCancel,
                                                Kind::kNotify, Kind::kCapacity};
    Step step;
    step.kind = kKindsOutside.at(bytes.below(8));
    const unsigned detail = bytes.byte();
    step.days = 0.5 * (detail % 8);
    step.number = detail;
    step.scripts.push_back(detail % kScripts);
    program.outside.push_back(step);
  }
  return program;
}

}  // namespace acqsim::fuzz
