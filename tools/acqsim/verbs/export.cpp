#include "acqsim/next_step.hpp"
#include "acqsim/row_printer.hpp"
#include "acqsim/study_path.hpp"
#include "acqsim/study_tables.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

namespace acqsim::cli {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kFormats{"csv", "json"};

void check(const std::string& option, const std::string& given,
           const std::vector<std::string>& choices) {
  if (std::ranges::find(choices, given) != choices.end()) return;
  std::string all;
  for (const std::string& one : choices) all += (all.empty() ? "" : ", ") + one;
  throw UsageError(
      fmt::format("--{} is one of {}, not '{}'{}", option, all, given, suggestion(given, choices)));
}

/// Every table in a file of its own, each whole or not at all.
void write_all(store::StudyReader& study, const std::string& folder, const std::string& format) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw store::StudyError(folder + ": " + error.message());
  for (const std::string& table : study_tables()) {
    const std::string path = (fs::path(folder) / (table + "." + format)).string();
    const std::string part = path + ".part";
    {
      std::ofstream file(part, std::ios::binary);
      RowPrinter printer(file, format);
      if (file) read_table(study, table, printer);
      printer.finish();
      if (!file) {
        file.close();
        fs::remove(part, error);
        throw store::StudyError(path + ": cannot be written");
      }
    }
    fs::rename(part, path, error);
    if (error) throw store::StudyError(path + ": " + error.message());
  }
}

int export_study(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which study? Name its file or folder");
  if (given.files.size() > 1) {
    throw UsageError("one study at a time; '" + given.files[1] + "' is one too many");
  }
  const std::string format = given.value("format").value_or("csv");
  check("format", format, kFormats);
  const std::string table = given.value("table").value_or("outcomes");
  check("table", table, study_tables());
  const auto out = given.value("out");
  if (out && out->empty()) throw UsageError("--out wants a directory");
  if (out && given.has("table")) throw UsageError("--out writes every table; leave out --table");
  store::StudyReader study(study_of(given.files.front()));
  if (out) {
    write_all(study, *out, format);
    call.out << "Every table is in " << *out << ":\n";
    for (const std::string& one : study_tables()) {
      call.out << "  " << shell_word((fs::path(*out) / (one + "." + format)).string()) << '\n';
    }
  } else {
    RowPrinter printer(call.out, format);
    read_table(study, table, printer);
    printer.finish();
  }
  call.out.flush();
  return kDone;
}

}  // namespace

Verb export_verb() {
  return {.name = "export",
          .meaning = "Writes what a study holds as tidy CSV or JSON.",
          .usage = "STUDY [OPTION...]",
          .details =
              "STUDY is a file, or the folder that was given as --out. Each row is one "
              "observation with the point that it belongs to and the values that are set there. "
              "Rows are in order of point and replication, and numbers read back exactly: a "
              "study that was interrupted gives the same bytes as one that was not.",
          .options = {{.name = "table",
                       .argument = "NAME",
                       .meaning = "points, replications, outcomes or measures (outcomes)",
                       .choices = study_tables()},
                      {.name = "format",
                       .argument = "FORMAT",
                       .meaning = "csv or json (csv)",
                       .choices = kFormats},
                      {.name = "out", .argument = "DIR", .meaning = "every table as a file in DIR"},
                      {.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"export build/lock-in --table outcomes",
                        "each answer of each replication, with its point"},
                       {"export build/lock-in --out build/tables", "everything, as CSV files"}},
          .run = export_study};
}

}  // namespace acqsim::cli
