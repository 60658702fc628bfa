#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <system_error>

namespace acqsim::store {

namespace {

/// A file that is no database, or lacks its end, is told before anything is written to it. What a
/// log beside it still holds need not be in the file.
void check_file(const std::string& path) {
  constexpr std::size_t kHeader = 100;
  constexpr std::string_view kMagic{"SQLite format 3\0", 16};
  std::ifstream file(path, std::ios::binary);
  if (!file) return;  // absent, or for SQLite to say why not
  std::array<char, kHeader> header{};
  file.read(header.data(), kHeader);
  const auto read = static_cast<std::size_t>(file.gcount());
  std::error_code error;
  if (read == 0 || std::filesystem::is_directory(path, error)) return;
  const bool has_magic =
      read >= kMagic.size() && std::string_view(header.data(), kMagic.size()) == kMagic;
  if (!has_magic) throw StudyError(path + ": this file is not a study");
  const auto wal = std::filesystem::file_size(path + "-wal", error);
  if (!error && wal > 0) return;
  // So does what is being written under a rollback journal, or was when its writer was killed.
  const auto journal = std::filesystem::file_size(path + "-journal", error);
  if (!error && journal > 0) return;
  const auto big_endian = [&header](std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      value = value * 256 + static_cast<unsigned char>(header.at(at + i));
    }
    return value;
  };
  // File format of SQLite: bytes 16 and 28; a page size of 1 stands for 65536.
  const std::uint64_t page = big_endian(16, 2) == 1 ? 65536 : big_endian(16, 2);
  const auto size = std::filesystem::file_size(path, error);
  if (read < kHeader || (!error && size < page * big_endian(28, 4))) {
    throw StudyError(path + ": this study is cut short: its end is missing");
  }
}

}  // namespace

Database::Database(const std::string& path, Mode mode) : path_(path) {
  check_file(path);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (mode == Mode::read_write) flags = SQLITE_OPEN_READWRITE;
  if (mode == Mode::read_only) flags = SQLITE_OPEN_READONLY;
  if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    const std::string why = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory";
    sqlite3_close(handle_);
    throw StudyError(path_ + ": " + why);
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::fail() const {
  const int code = sqlite3_errcode(handle_);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    throw BusyError(path_ + ": another run is writing to this study");
  }
  const int extended = sqlite3_extended_errcode(handle_);
  if (code == SQLITE_NOTADB) throw StudyError(path_ + ": this file is not a study");
  if (code == SQLITE_FULL || extended == SQLITE_IOERR_WRITE) {
    throw StudyError(path_ +
                     ": the disk is full or cannot be written to; what was committed is intact");
  }
  if (code == SQLITE_READONLY) {
    throw StudyError(path_ + ": the file or its folder cannot be written to");
  }
  if (code == SQLITE_CORRUPT) throw StudyError(path_ + ": this study is damaged");
  throw StudyError(path_ + ": " + sqlite3_errmsg(handle_));
}

void Database::execute(const std::string& statements) {
  if (sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::commit(const std::function<void()>& waiting) {
  while (sqlite3_exec(handle_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) {
    // The transaction is whole and goes on: only its last step wants the readers to be gone.
    if (sqlite3_errcode(handle_) != SQLITE_BUSY || sqlite3_get_autocommit(handle_) != 0) fail();
    if (waiting) waiting();
  }
}

void Database::rollback() noexcept {
  if (sqlite3_get_autocommit(handle_) == 0) {
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

std::int64_t Database::number(const std::string& query) {
  Statement statement(*this, query);
  return statement.step() ? statement.integer(0) : 0;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  const char* rest = nullptr;
  check(sqlite3_prepare_v2(database_.handle_, sql.data(), static_cast<int>(sql.size()), &handle_,
                           &rest));
  if (rest != nullptr) rest_ = sql.substr(static_cast<std::size_t>(rest - sql.data()));
}

bool Statement::only_reads() const { return sqlite3_stmt_readonly(handle_) != 0; }

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_.fail();
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(handle_, parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
  // SQLITE_TRANSIENT without its C cast: the text is copied.
  check(sqlite3_bind_text64(handle_, parameter, value.data(), value.size(),
                            reinterpret_cast<sqlite3_destructor_type>(-1), SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_number(int parameter, double value) {
  if (std::isnan(value)) return bind_null(parameter);
  check(sqlite3_bind_double(handle_, parameter, value));
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  check(sqlite3_bind_null(handle_, parameter));
  return *this;
}

Statement& Statement::bind(int parameter, const Cell& cell) {
  if (cell.kind == Cell::Kind::null) return bind_null(parameter);
  if (cell.kind == Cell::Kind::text) return bind(parameter, std::string_view(cell.text));
  std::int64_t whole = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto [last, error] = std::from_chars(cell.text.data(), end, whole);
  if (error == std::errc() && last == end) return bind(parameter, whole);
  return bind_number(parameter, std::strtod(cell.text.c_str(), nullptr));
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail();
  return false;
}

void Statement::run() {
  step();
  reset();
}

void Statement::reset() { check(sqlite3_reset(handle_)); }

int Statement::columns() const { return sqlite3_column_count(handle_); }

std::string Statement::name(int column) const { return sqlite3_column_name(handle_, column); }

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER:
      return {Cell::Kind::number, fmt::format("{}", integer(column))};
    case SQLITE_FLOAT:  // SQLite's own text has fifteen digits
      return {Cell::Kind::number, fmt::format("{}", number(column))};
    case SQLITE_NULL:
      return {Cell::Kind::null, {}};
    default:
      return {Cell::Kind::text, text(column)};
  }
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

double Statement::number(int column) const {
  if (is_null(column)) return std::numeric_limits<double>::quiet_NaN();
  return sqlite3_column_double(handle_, column);
}

std::string Statement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(handle_, column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

}  // namespace acqsim::store
