#pragma once

#include <string>

namespace acqsim::store {

/// That this process alone writes to a study, from construction to destruction, however many
/// batches it commits: SQLite's own lock ends with each. An advisory lock on the file (flock),
/// which a kill ends too. On file systems that other machines write to, where such a lock may be
/// SQLite's own or nobody's, it is not taken, and SQLite's has to do.
class WriterLock {
 public:
  /// Throws BusyError when somebody else has it. What keeps the file from being opened is for the
  /// database to say.
  explicit WriterLock(const std::string& path);
  /// To be called when the database is closed: on closing any descriptor of a file, a process gives
  /// up SQLite's locks on it.
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace acqsim::store
