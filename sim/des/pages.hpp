#pragma once

#include <cstddef>

namespace acqsim::des::detail {

/// Memory aligned to `alignment` (a power of two), which must be given again to free it. From two
/// mebibytes on the system is asked for large pages, where it offers them: a million processes are
/// visited in random order, and small pages would cost a second miss each time.
std::byte* allocate_pages(std::size_t bytes, std::size_t alignment);
void free_pages(std::byte* bytes, std::size_t alignment) noexcept;

}  // namespace acqsim::des::detail
