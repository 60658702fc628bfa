#include "acqsim/replication_request.hpp"

#include "acqsim/simulation_request.hpp"

#include <acqsim/base/text.hpp>

#include <algorithm>
#include <limits>
#include <ostream>

namespace acqsim::cli {

std::vector<Option> with_replication_options(const std::string& formats,
                                             const std::vector<Option>& more) {
  std::vector<Option> options{
      set_option(),
      policy_option(),
      seed_option(),
      {.name = "rep", .argument = "N", .meaning = "the replication, counted from 0 as in a study"},
      {.name = "format", .argument = "FORMAT", .meaning = formats}};
  options.insert(options.end(), more.begin(), more.end());
  options.push_back({.name = "help", .letter = 'h', .meaning = "this text"});
  return options;
}

ReplicationRequest read_replication(const Call& call, const std::vector<std::string>& formats) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const Arguments& given = call.arguments;
  if (given.files.empty()) throw UsageError("which scenario? Name a file, or - for standard input");
  if (given.files.size() > 1) {
    throw UsageError("one scenario at a time; '" + given.files[1] + "' is one too many");
  }
  ReplicationRequest request;
  request.file = given.files.front();
  request.settings = read_settings(given.values("set"), given.values("policy"));
  request.seed = given.whole("seed", 0, kMost).value_or(1);
  request.replication = given.whole("rep", 0, kMost);
  request.format = given.value("format").value_or(formats.front());
  if (std::ranges::find(formats, request.format) == formats.end()) {
    const std::vector<std::string> others(formats.begin(), formats.end() - 1);
    throw UsageError("--format is " + base::join(others, ", ") + " or " + formats.back() +
                     ", not '" + request.format + "'" + suggestion(request.format, formats));
  }
  return request;
}

scenario::Loaded load(Call& call, const ReplicationRequest& request) {
  Input input = read_scenario(call, request.file, request.settings);
  for (const std::string& remark : input.remarks) call.err << "acqsim: remark: " << remark << '\n';
  return std::move(input.loaded);
}

}  // namespace acqsim::cli
