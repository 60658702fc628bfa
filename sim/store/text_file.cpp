#include "acqsim/store/text_file.hpp"

#include <acqsim/store/study.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <system_error>
#include <unistd.h>

namespace acqsim::store {
namespace {

/// An open file whose every error names it.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path, int flags = O_CREAT | O_TRUNC)
      : path_(path), number_(::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666)) {
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
    if (synced != 0 && sync_error != EINVAL && sync_error != EROFS && sync_error != ENOTSUP) {
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

namespace fs = std::filesystem;

/// A device, a pipe or a socket.
bool is_special(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

/// The file at the end of a chain of links, there or not.
std::string behind_links(const std::string& path) {
  constexpr int kMostLinks = 40;
  fs::path at(path);
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(at, error)); ++i) {
    const fs::path to = fs::read_symlink(at, error);
    if (error) break;
    at = at.parent_path() / to;  // an absolute one replaces it
  }
  return at.string();
}

}  // namespace

void check_writable(const std::string& given) {
  const auto fail = [&given](int error) { throw StudyError(given + ": " + std::strerror(error)); };
  std::error_code ignored;
  if (fs::is_directory(given, ignored)) fail(EISDIR);
  if (is_special(given)) {
    if (::access(given.c_str(), W_OK) != 0) fail(errno);
    return;
  }
  const std::string folder = fs::path(behind_links(given)).parent_path().string();
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) != 0) fail(errno);
}

void write_whole(const std::string& given, std::string_view text) {
  if (is_special(given)) {
    Descriptor file(given, 0);
    file.write(text);
    file.close();
    return;
  }
  const std::string path = behind_links(given);
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
