#include "acqsim/fd_stream.hpp"

#include "acqsim/cli.hpp"

#include <cerrno>
#include <cstring>
#include <ostream>
#include <unistd.h>

namespace acqsim::cli {

FdBuffer::FdBuffer(int descriptor) : descriptor_(descriptor) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

FdBuffer::~FdBuffer() { FdBuffer::sync(); }

FdBuffer::int_type FdBuffer::overflow(int_type character) {
  if (FdBuffer::sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(character, traits_type::eof())) {
    *pptr() = traits_type::to_char_type(character);
    pbump(1);
  }
  return traits_type::not_eof(character);
}

int FdBuffer::sync() {
  const char* from = pbase();
  while (error_ == 0 && from < pptr()) {
    const ssize_t written = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
    if (written > 0) from += written;
    if (written < 0 && errno != EINTR) error_ = errno;
  }
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return error_ == 0 ? 0 : -1;
}

int settle_output(int code, FdBuffer& out, std::ostream& err) {
  out.pubsync();
  if (out.error() == 0 || out.error() == EPIPE) return code;
  err << "acqsim: error: standard output: " << std::strerror(out.error()) << '\n' << std::flush;
  return code == kDone ? static_cast<int>(kBadInput) : code;
}

}  // namespace acqsim::cli
