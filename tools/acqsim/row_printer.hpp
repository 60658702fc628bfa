#pragma once

#include <acqsim/store/study.hpp>

#include <iosfwd>
#include <memory>
#include <string>

namespace acqsim::cli {

/// Writes rows as they come, in memory that does not grow with their number: as "csv" (RFC 4180),
/// "json" (an array of objects, one a line) or "table" (columns as wide as the first rows need).
/// What is null is empty, in JSON null. Requires: finish() after the last row.
class RowPrinter : public store::RowReader {
 public:
  RowPrinter(std::ostream& out, const std::string& format);
  ~RowPrinter() override;
  void columns(const std::vector<std::string>& names) override;
  void row(const std::vector<store::Cell>& cells) override;
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace acqsim::cli
