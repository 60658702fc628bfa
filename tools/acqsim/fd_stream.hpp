#pragma once

#include <array>
#include <streambuf>

namespace acqsim::cli {

/// Buffers writes to a file descriptor and remembers the first error: what std::cout hides.
class FdBuffer : public std::streambuf {
 public:
  explicit FdBuffer(int descriptor);
  ~FdBuffer() override;
  FdBuffer(const FdBuffer&) = delete;
  FdBuffer& operator=(const FdBuffer&) = delete;

  int error() const { return error_; }  ///< errno of the first failed write; zero: none

 protected:
  int_type overflow(int_type character) override;
  int sync() override;

 private:
  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_{};
};

/// The exit code in the light of how standard output went. A reader that left early, as `head`
/// does, is no error; a full disk is one, and told on `err`.
int settle_output(int code, FdBuffer& out, std::ostream& err);

}  // namespace acqsim::cli
