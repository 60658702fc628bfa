#include "acqsim/store/text_file.hpp"

#include <acqsim/store/study.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace acqsim::store {
namespace {

/// An open file whose every error names it.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : path_(path), number_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (number_ < 0) fail();
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  /// Some file systems report a full disk only here.
  void close() {
    const int synced = ::fsync(number_);
    const int sync_error = errno;
    const int closed = ::close(number_);
    number_ = -1;
    if (synced != 0 && sync_error != EINVAL) {
      errno = sync_error;
      fail();
    }
    if (closed != 0) fail();
  }

 private:
  [[noreturn]] void fail() const { throw StudyError(path_ + ": " + std::strerror(errno)); }

  std::string path_;
  int number_;
};

}  // namespace

void write_whole(const std::string& path, std::string_view text) {
  const std::string temporary = path + ".part";
  try {
    Descriptor file(temporary);
    file.write(text);
    file.close();
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
      throw StudyError(path + ": " + std::strerror(errno));
    }
  } catch (const StudyError&) {
    ::unlink(temporary.c_str());
    throw;
  }
}

}  // namespace acqsim::store
