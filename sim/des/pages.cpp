#include "des/pages.hpp"

#include <cstdint>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace acqsim::des::detail {

std::byte* allocate_pages(std::size_t bytes, std::size_t alignment) {
  auto* const result = static_cast<std::byte*>(::operator new (bytes, std::align_val_t{alignment}));
#ifdef __linux__
  constexpr std::size_t kLargePage = std::size_t{1} << 21U;
  if (bytes >= kLargePage) {
    // Only whole small pages can be advised; a refusal changes nothing but the speed.
    constexpr std::size_t kPage = 4096;
    const auto address = reinterpret_cast<std::uintptr_t>(result);
    const std::size_t skipped = (kPage - address % kPage) % kPage;
    const std::size_t length = (bytes - skipped) / kPage * kPage;
    static_cast<void>(madvise(result + skipped, length, MADV_HUGEPAGE));
  }
#endif
  return result;
}

void free_pages(std::byte* bytes, std::size_t alignment) noexcept {
  ::operator delete (bytes, std::align_val_t{alignment});
}

}  // namespace acqsim::des::detail
