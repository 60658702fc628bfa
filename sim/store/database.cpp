#include "store/database.hpp"

#include <acqsim/store/study.hpp>

#include <sqlite3.h>

#include <cmath>
#include <limits>

namespace acqsim::store {

Database::Database(const std::string& path, Mode mode) : path_(path) {
  const int flags =
      mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
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
    throw StudyError(path_ + ": another run is writing to this study");
  }
  if (code == SQLITE_NOTADB) throw StudyError(path_ + ": this file is not a study");
  throw StudyError(path_ + ": " + sqlite3_errmsg(handle_));
}

void Database::execute(const std::string& statements) {
  if (sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(const std::string& query) {
  Statement statement(*this, query);
  return statement.step() ? statement.integer(0) : 0;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  check(sqlite3_prepare_v2(database_.handle_, sql.data(), static_cast<int>(sql.size()), &handle_,
                           nullptr));
}

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
