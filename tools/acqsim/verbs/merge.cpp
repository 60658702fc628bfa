#include "acqsim/next_step.hpp"
#include "acqsim/study_path.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/number_format.hpp>
#include <acqsim/store/merge.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace acqsim::cli {
namespace {

std::string count(std::uint64_t number) { return base::format_count(static_cast<double>(number)); }

int merge_studies(Call& call) {
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which studies? Name files, or a folder of shards");
  const auto out = given.value("out");
  if (!out || out->empty()) throw UsageError("--out wants the file of the study to be written");
  std::vector<std::string> inputs;
  for (const std::string& file : given.files) {
    for (std::string& study : studies_of(file)) inputs.push_back(std::move(study));
  }
  const store::Merged merged = store::merge(inputs, *out);
  call.out << fmt::format("{}: {} points, {} replications, of which {} failed, from {} {}\n", *out,
                          count(merged.points), count(merged.replications), count(merged.failed),
                          count(inputs.size()), inputs.size() == 1 ? "study" : "studies");
  if (merged.missing > 0) {
    call.out << fmt::format("{} replications are wanted and in none of them\n",
                            count(merged.missing));
  }
  if (merged.doubled > 0) {
    call.out << fmt::format("{} replications were in more than one of them, and equal\n",
                            count(merged.doubled));
  }
  call.out << '\n'
           << next_command("every replication, for another program", {"export", *out},
                           call.console);
  call.out.flush();
  return kDone;
}

}  // namespace

Verb merge_verb() {
  return {.name = "merge",
          .meaning = "Joins studies of one scenario, such as the shards of a sweep, into one.",
          .usage = "STUDY... --out FILE",
          .details =
              "STUDY is a file, or a folder: all its shards, and its study. What they hold twice "
              "has to be equal. The result depends on what they hold alone, to the byte: not on "
              "how it was divided, interrupted or ordered. Merging a single study brings it into "
              "this form, to be compared or archived.",
          .options = {{.name = "out",
                       .argument = "FILE",
                       .meaning = "the study to be written; must not exist"},
                      {.name = "help", .letter = 'h', .meaning = "this text"}},
          .examples = {{"merge build/lock-in --out build/merged.sqlite",
                        "the shards of a folder as one study"}},
          .run = merge_studies};
}

}  // namespace acqsim::cli
