#pragma once

#include "model/ids.hpp"
#include "model/purpose.hpp"

#include <acqsim/base/units.hpp>
#include <acqsim/des/process.hpp>
#include <acqsim/des/resource.hpp>
#include <acqsim/des/signal.hpp>
#include <acqsim/spec/mechanisms.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace acqsim::model {

class World;

/// M3 Review queue: per path of authorisation the desk at which assessed packages wait for one of
/// its reviewers, first come, first served, and the packages of other companies in it.
///
/// Others' packages reach the desk as a Poisson process of rate `others`; `backlog` of them are
/// there at the start, before anybody else. Each takes one reviewer for a time drawn from `review`,
/// like the scenario's own offerings, which join the same queue (offering_pipeline.hpp). A rate or
/// a number of reviewers that a policy changes acts at once: what is left of the exponential number
/// that the next arrival waits for is used up at the new rate, and reviewers who are too many leave
/// when their review is done. Days.
///
/// A policy may also send enclaves that name one path by another: those that are not yet in
/// assessment on its day go by the other.
///
/// Draws are keyed by path: the n-th arrival, its review, the review of the n-th package of the
/// backlog; so neither `others` nor `backlog` moves another draw.
///
/// Source: [fedramp-marketplace]; the forms are assumptions. Limits: with exponential reviews the
/// wait is that of M/M/c, with one reviewer that of M/G/1 (tests/limits/review_queue_test.cpp);
/// without others and with reviewers in plenty nobody waits.
class ReviewQueue {
 public:
  explicit ReviewQueue(World& world);

  const spec::Path& spec(PathId path) const { return *paths_[path.value()]; }
  /// Where an offering in the enclave is assessed and reviewed if its assessment begins now.
  PathId path_of(EnclaveId enclave) const { return path_of_[enclave.value()]; }
  /// From now on enclaves that name a path go by another; the last word counts.
  void reroute(const World& world, PathId from, PathId to);
  /// Rates or numbers of reviewers may have changed.
  void parameters_changed();

  /// Packages that wait for a reviewer of the path now.
  std::size_t waiting(PathId path) const { return desks_[path.value()]->queue_length(); }

  /// Days that a package with so many others before it in the queue can expect to wait: until that
  /// many and one more reviews are done, (ahead + 1) m / c, which is exact for exponential reviews
  /// of mean m; nothing if a reviewer is free.
  double expected_wait(PathId path, std::uint64_t ahead) const;
  /// The same for one that joins now.
  double expected_wait(PathId path) const { return expected_wait(path, waiting(path)); }
  /// Packages before the one that joined with this number.
  std::uint64_t ahead_of(PathId path, std::uint64_t number) const;

  // --- for review_queue.cpp ---
  std::uint64_t join(PathId path) { return lines_[path.value()].joined++; }
  void begin(PathId path) { ++lines_[path.value()].begun; }
  des::Resource& reviewers(PathId path) { return *desks_[path.value()]; }
  des::Signal& changed() { return changed_; }

 private:
  /// Packages so far that came to the queue, and that a reviewer took up, both in order of coming.
  struct Line {
    std::uint64_t joined = 0;
    std::uint64_t begun = 0;
  };
  std::vector<const spec::Path*> paths_;               // [path]
  std::vector<double> mean_review_;                    // [path], days
  std::vector<Line> lines_;                            // [path]
  std::vector<std::unique_ptr<des::Resource>> desks_;  // [path]
  std::vector<PathId> path_of_;                        // [enclave]
  des::Signal changed_;
};

namespace review_queue {

/// What is reviewed. Its time is drawn when a reviewer takes it up.
struct Package {
  PathId path{};
  VendorId vendor{};  ///< invalid: another company's
  EnclaveId enclave{};
  std::uint64_t entity = 0;  ///< key of the draw, with `purpose` and `ordinal`
  Purpose purpose{};
  std::uint64_t ordinal = 0;
  base::Days elapsed{};  ///< of the review, before it joins the queue
};

/// Waits for a reviewer and is reviewed; says so by an event when it is done.
des::Process review(World& world, Package package);

/// Puts the backlog at the desks and lets others' packages arrive. Before the offering pipeline.
void install(World& world);

}  // namespace review_queue
}  // namespace acqsim::model
