#include "store/writer_lock.hpp"

#include "store/database.hpp"
#include "store/file_system.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace acqsim::store {

WriterLock::WriterLock(const std::string& path) {
  if (is_on_network(path)) return;
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) return;
  int failed = 0;
  do {
    failed = flock(descriptor_, LOCK_EX | LOCK_NB);
  } while (failed != 0 && errno == EINTR);
  if (failed == 0 || errno != EWOULDBLOCK) return;
  close(descriptor_);
  throw BusyError(path + ": another run is writing to this study");
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace acqsim::store
