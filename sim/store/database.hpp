#pragma once

#include <acqsim/store/study.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite with scopes and exceptions, and nothing more.
namespace acqsim::store {

class Statement;

/// Somebody else holds the lock that is wanted.
class BusyError : public StudyError {
 public:
  using StudyError::StudyError;
};

/// One connection. What goes wrong is thrown as StudyError with the file's name: what is no
/// database, and what lacks its end, before anything is written to it.
class Database {
 public:
  enum class Mode {
    create,      ///< read and write, made if absent
    read_write,  ///< must exist
    read_only,   ///< must exist
  };
  Database(const std::string& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& statements);
  std::int64_t number(const std::string& query);  ///< first column of the first row; 0 without one
  /// Ends the transaction. Where readers make the writer wait (without a write-ahead log) it waits
  /// for them however long they read, and calls `waiting` each time that it has in vain, after
  /// SQLite's own patience.
  void commit(const std::function<void()>& waiting = {});
  void rollback() noexcept;  ///< ends a transaction if there is one
  const std::string& path() const { return path_; }

 private:
  friend class Statement;
  [[noreturn]] void fail() const;

  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// One prepared statement; parameters and columns count from one and zero, as in SQLite.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view value);
  Statement& bind_number(int parameter, double value);  ///< NaN: null
  Statement& bind_null(int parameter);
  /// As it was read: a number with a point or an exponent as a real one.
  Statement& bind(int parameter, const Cell& cell);

  bool is_empty() const { return handle_ == nullptr; }  ///< nothing, or a comment
  const std::string& rest() const { return rest_; }     ///< what follows the first statement
  bool only_reads() const;                              ///< Requires: not empty

  bool step();  ///< true: there is a row
  void run();   ///< Requires: a statement without rows. Executes and makes it ready for the next.
  void reset();

  int columns() const;
  std::string name(int column) const;
  Cell cell(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double number(int column) const;  ///< null: NaN
  std::string text(int column) const;

 private:
  void check(int code) const;

  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
  std::string rest_;
};

}  // namespace acqsim::store
