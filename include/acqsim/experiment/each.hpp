#pragma once

#include <cstddef>
#include <functional>

namespace acqsim::experiment {

/// Calls `work` once for each of the first `count` numbers, on up to so many threads; returns when
/// all are done. If some throw, the exception of the least number is thrown on.
void for_each_index(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t)>& work);

}  // namespace acqsim::experiment
