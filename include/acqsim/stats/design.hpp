#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Designs of experiments on the unit cube: which points to try. Each is a pure function of its
/// arguments, the same in every build; a row is a point, one coordinate for each factor.
namespace acqsim::stats {

using Points = std::vector<std::vector<double>>;

/// A Latin hypercube: cut each axis into `count` equal parts; every part holds exactly one point,
/// at random within it, and the axes are permuted independently. Requires: factors > 0. Source:
/// [mckay-1979].
Points latin_hypercube(std::size_t count, std::size_t factors, std::uint64_t seed);

/// The first `count` points of a Sobol sequence under Owen's nested uniform scrambling: each point
/// is uniform, and together they still fill the cube evenly (for count a power of two every
/// elementary interval of that size holds exactly one point). A longer sequence begins with the
/// shorter one. Requires: 0 < factors <= 1000, count <= 2^32. Sources: [joe-2008] (directions),
/// [owen-1995].
Points sobol_owen(std::size_t count, std::size_t factors, std::uint64_t seed);

/// The plain Sobol sequence without its first `skip` points (the first is the origin). Requires as
/// above. Source: [joe-2008].
Points sobol(std::size_t count, std::size_t factors, std::size_t skip = 0);

/// Morris' trajectories: from a random point of a grid of `levels` values per axis (0,
/// 1/(levels-1),
/// ..., 1) each factor moves once by levels/(2 (levels - 1)), in random order. `trajectories` times
/// (factors + 1) rows. Requires: levels even, >= 2; factors > 0. Source: [morris-1991].
Points morris_trajectories(std::size_t trajectories, std::size_t factors, std::size_t levels,
                           std::uint64_t seed);

/// Rows for first-order and total indices, from `base` points of 2 * factors coordinates, the first
/// half of each being a and the second b: a, then a with its i-th coordinate from b for each i,
/// then b. (factors + 2) rows for each base point. Source: [saltelli-2010].
Points saltelli_rows(const Points& base);

}  // namespace acqsim::stats
