#include "acqsim/study_path.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/report/drivers.hpp>

#include <algorithm>
#include <ostream>

namespace acqsim::cli {
namespace {

const std::vector<std::string> kFormats{"table", "json"};

/// The place of the outcome that is asked about: named, or the only one.
std::size_t question_in(const report::SweepResults& results, const Arguments& given) {
  std::vector<std::string> ids;
  for (const experiment::Question& one : results.columns.questions) ids.push_back(one.id);
  if (ids.empty()) throw UsageError("this study's scenario asks no question");
  const auto name = given.value("outcome");
  if (!name) {
    if (ids.size() == 1) return 0;
    throw UsageError("which outcome? --outcome wants one of " + base::join(ids, ", "));
  }
  const auto found = std::ranges::find(ids, *name);
  if (found == ids.end()) {
    throw UsageError("there is no outcome '" + *name + "' in this study" + suggestion(*name, ids));
  }
  return static_cast<std::size_t>(found - ids.begin());
}

int run_drivers(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which study? Name its file or folder");
  if (given.files.size() > 1) {
    throw UsageError("one study at a time; '" + given.files[1] + "' is one too many");
  }
  const std::string format = given.value("format").value_or("table");
  if (std::ranges::find(kFormats, format) == kFormats.end()) {
    throw UsageError("--format is table or json, not '" + format + "'" +
                     suggestion(format, kFormats));
  }
  store::StudyReader study(study_of(given.files.front()));
  const report::SweepResults results = report::read_sweep(study, {}, false, true);
  if (results.parameters.empty()) {
    throw UsageError("nothing varies in this study: drivers are looked for in that of a sweep");
  }
  const std::size_t question = question_in(results, given);
  const report::Drivers drivers = report::find_drivers(results, question, given.has("no"));
  if (drivers.points < 2) {
    throw UsageError("this study has answers at fewer than two points; run the sweep first");
  }
  if (format == "json") {
    call.out << report::render_drivers_json(drivers);
  } else {
    report::TableStyle style;
    style.width = call.console.width;
    style.is_coloured = call.console.has_colour && !given.has("no-color");
    call.out << report::render_drivers_table(drivers, style);
  }
  call.out.flush();
  return kDone;
}

}  // namespace

Verb drivers_verb() {
  return {
      .name = "drivers",
      .meaning = "Finds which conditions of a sweep go with an outcome.",
      .usage = "STUDY [OPTION...]",
      .details =
          "Two methods, each told in sentences. Peeling (PRIM) looks for one box: ranges of few "
          "parameters in which the answer is mostly yes. Its density is how often it is yes "
          "inside, its coverage how many of all yes lie inside. The quasi p value of a condition "
          "is how often as much would lie there if points had changed answers; conditions above "
          "0.05 are left out. Intervals know that points share their futures. "
          "A classification tree asks one question after another, and parts all that was tried.\n\n"
          "A design that fills the ranges serves best, such as lhs(200) or sobol(256): on a grid "
          "of few values a condition can only fall on one of them.",
      .options = {{.name = "outcome",
                   .argument = "ID",
                   .meaning = "of which outcome (not needed when there is one)"},
                  {.name = "no", .meaning = "what goes with the answer no"},
                  {.name = "format",
                   .argument = "FORMAT",
                   .meaning = "table for people, json for programs (table)",
                   .choices = kFormats},
                  {.name = "no-color", .meaning = "no colours, as with NO_COLOR set"},
                  {.name = "help", .letter = 'h', .meaning = "this text"}},
      .examples = {{"drivers build/lock-in --outcome google-next",
                    "what goes with Google Cloud being next"}},
      .run = run_drivers};
}

}  // namespace acqsim::cli
