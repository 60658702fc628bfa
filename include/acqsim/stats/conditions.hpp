#pragma once

#include <acqsim/stats/design.hpp>
#include <acqsim/stats/estimate.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

/// Which conditions go with an outcome: boxes in the space of the factors, found by peeling (PRIM)
/// or by splitting (CART), from points at each of which some trials were made.
namespace acqsim::stats {

/// What happened at one point.
struct Trials {
  std::uint64_t yes = 0;
  std::uint64_t all = 0;
};

/// One factor kept between two values, both of them tried and inside.
struct Restriction {
  std::size_t factor = 0;
  double low = 0.0;   ///< -infinity when open below
  double high = 0.0;  ///< infinity when open above
  /// The quasi p value: how often as many yes would lie in the box if the points of the box without
  /// this restriction had changed their answers among each other. Of points, not of trials as in
  /// [bryant-2010]: points may share their futures, and trials of one point are alike. "Quasi", as
  /// the box was chosen by it.
  double p = 1.0;
};

struct Box {
  std::vector<Restriction> restrictions;  ///< by factor; none: everything
  Trials trials;                          ///< inside
  double coverage = 1.0;                  ///< of all yes, the share inside; NaN without any yes
  double density = 0.0;  ///< of the trials inside, the share of yes; NaN without trials
  Interval interval;     ///< of the density; filled by whoever knows which futures points share

  bool holds(const std::vector<double>& point) const;
};

struct PeelOptions {
  double alpha = 0.05;       ///< share of the remaining trials to take off at a time, at least
  double least_mass = 0.05;  ///< share of all trials below which peeling ends
};

/// Interval of a share of yes among trials that hang together in two ways, here by point and by
/// future: each side lists its groups. The variance is that of the groups of both sides less that
/// of single trials, at least the greatest of the three; Wilson's interval is taken at as many
/// independent trials as would vary so much, when all answers are alike at as many as there are
/// groups on the smaller side. Requires: the same trials on both sides; 0 < confidence < 1.
/// Sources: [cameron-2011], [wilson-1927].
Interval clustered_share(const std::vector<Trials>& points, const std::vector<Trials>& futures,
                         double confidence);

/// The patient rule induction method's peeling: from the whole space on, take off whichever slice
/// at either end of any factor raises the density most for each trial given up. A slice holds whole
/// values, at least `alpha` of the trials. Every box on the way, from the whole space to the
/// smallest; it ends where no slice raises the density. Requires: as many answers as points; 0 <
/// alpha < 1. Source: [friedman-1999].
std::vector<Box> peel(const Points& points, const std::vector<Trials>& answers,
                      const PeelOptions& options = {});

/// Of the boxes on the way the one with the greatest harmonic mean of coverage and density, without
/// the restrictions whose quasi p value is above `doubt`. Requires: boxes from peel() of these
/// points.
Box best_box(const std::vector<Box>& boxes, const Points& points,
             const std::vector<Trials>& answers, double doubt = 0.05);

struct TreeOptions {
  std::size_t depth = 3;     ///< questions at most from the root to a leaf
  double least_leaf = 0.05;  ///< share of all trials
  double least_gain = 0.01;  ///< of the root's impurity, what a question must take away
};

/// The leaves of a classification tree, as boxes in order of density, greatest first: questions
/// "is the factor below the middle between two values" that lower Gini's index most, until `depth`,
/// `least_leaf` or `least_gain` stops. Their trials add up to all trials. The restrictions' p are
/// those of each against the leaf without it. Requires: as many answers as points. Source:
/// [breiman-1984].
std::vector<Box> tree_leaves(const Points& points, const std::vector<Trials>& answers,
                             const TreeOptions& options = {});

}  // namespace acqsim::stats
