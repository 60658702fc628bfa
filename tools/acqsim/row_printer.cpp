#include "acqsim/row_printer.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/store/json_text.hpp>

#include <algorithm>
#include <ostream>
#include <vector>

namespace acqsim::cli {
namespace {

constexpr std::size_t kLookAhead = 200;  ///< rows that decide how wide a table's columns are
constexpr std::size_t kGap = 2;

using store::Cell;

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string json_cell(const Cell& cell) {
  if (cell.kind == Cell::Kind::null) return "null";
  if (cell.kind == Cell::Kind::text) return store::json_string(cell.text);
  return cell.text == "inf" || cell.text == "-inf" || cell.text == "nan" ? "null" : cell.text;
}

}  // namespace

struct RowPrinter::State {
  std::ostream& out;
  std::string format;
  std::vector<std::string> names;
  std::vector<std::vector<Cell>> ahead;
  std::vector<std::size_t> widths;
  std::uint64_t rows = 0;

  void table_row(const std::vector<Cell>& cells) {
    std::string text;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::size_t width = base::display_width(cells[c].text);
      const std::string space(widths[c] > width ? widths[c] - width : 0, ' ');
      const bool is_number = cells[c].kind == Cell::Kind::number;
      text += is_number ? space + cells[c].text : cells[c].text + space;
      text.append(kGap, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  }

  void flush_ahead() {
    widths.assign(names.size(), 0);
    std::vector<Cell> head;
    for (std::size_t c = 0; c < names.size(); ++c) {
      widths[c] = base::display_width(names[c]);
      head.push_back({Cell::Kind::text, names[c]});
      for (const auto& cells : ahead) {
        widths[c] = std::max(widths[c], base::display_width(cells[c].text));
      }
    }
    table_row(head);
    for (const auto& cells : ahead) table_row(cells);
    ahead.clear();
  }
};

RowPrinter::RowPrinter(std::ostream& out, const std::string& format)
    : state_(new State{out, format, {}, {}, {}, 0}) {}

RowPrinter::~RowPrinter() = default;

void RowPrinter::columns(const std::vector<std::string>& names) {
  state_->names = names;
  if (state_->format == "csv") {
    std::vector<std::string> fields;
    for (const std::string& name : names) fields.push_back(csv_field(name));
    state_->out << base::join(fields, ",") << "\r\n";
  }
}

void RowPrinter::row(const std::vector<Cell>& cells) {
  State& state = *state_;
  ++state.rows;
  if (state.format == "csv") {
    std::string text;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      text += (c == 0 ? "" : ",") + csv_field(cells[c].text);
    }
    state.out << text << "\r\n";
  } else if (state.format == "json") {
    std::string text = state.rows == 1 ? "[\n{" : ",\n{";
    for (std::size_t c = 0; c < cells.size(); ++c) {
      text +=
          (c == 0 ? "" : ", ") + store::json_string(state.names[c]) + ": " + json_cell(cells[c]);
    }
    state.out << text << "}";
  } else if (state.widths.empty()) {
    state.ahead.push_back(cells);
    if (state.ahead.size() == kLookAhead) state.flush_ahead();
  } else {
    state.table_row(cells);
  }
}

void RowPrinter::finish() {
  State& state = *state_;
  if (state.format == "json") state.out << (state.rows == 0 ? "[]\n" : "\n]\n");
  if (state.format == "table" && state.widths.empty()) state.flush_ahead();
  state.out.flush();
}

}  // namespace acqsim::cli
