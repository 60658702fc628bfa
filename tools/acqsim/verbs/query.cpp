#include "acqsim/row_printer.hpp"
#include "acqsim/study_path.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

const std::vector<std::string> kFormats{"table", "csv", "json"};

int query_study(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which study? Name its file or folder");
  if (given.files.size() != 2) {
    throw UsageError(
        "query wants a study and one statement in quotes, such as "
        "'SELECT * FROM outcome_frequencies'");
  }
  const std::string format = given.value("format").value_or("table");
  if (std::ranges::find(kFormats, format) == kFormats.end()) {
    throw UsageError("--format is table, csv or json, not '" + format + "'" +
                     suggestion(format, kFormats));
  }
  RowPrinter printer(call.out, format);
  store::query(study_of(given.files[0]), given.files[1], printer);
  printer.finish();
  return kDone;
}

}  // namespace

Verb query_verb() {
  return {
      .name = "query",
      .meaning = "Asks a study in SQL.",
      .usage = "STUDY SQL",
      .details =
          "STUDY is a file, or the folder that was given as --out. SQL is one statement that "
          "reads, "
          "as SQLite takes it.\n\n"
          "Tables: manifest, points, parameters, settings, replications, measure_columns, "
          "question_columns. Views: measure_values, outcome_values (a row for each replication), "
          "measure_means, outcome_frequencies (for each point), point_settings, failures. "
          "'SELECT sql FROM sqlite_master' shows all, with comments.",
      .options = {{.name = "format",
                   .argument = "FORMAT",
                   .meaning = "table for people, csv or json for programs (table)",
                   .choices = kFormats},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"query build/lock-in 'SELECT * FROM outcome_frequencies'",
                    "how often each outcome came about at each point"}},
      .run = query_study};
}

}  // namespace acqsim::cli
