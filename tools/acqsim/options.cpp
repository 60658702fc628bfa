#include "acqsim/options.hpp"

#include <acqsim/base/text.hpp>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <fmt/format.h>

#include <charconv>

namespace acqsim::cli {
namespace {

namespace po = boost::program_options;

po::options_description description_of(const std::vector<Option>& options) {
  po::options_description description;
  for (const Option& option : options) {
    const std::string names =
        option.letter == '\0' ? option.name : option.name + "," + option.letter;
    if (option.argument.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  return description;
}

const Option& option_named(const std::vector<Option>& options, const std::string& name) {
  for (const Option& option : options) {
    if (option.name == name) return option;
  }
  throw UsageError("unknown option --" + name);
}

/// The message of an option that nobody knows, with the nearest one that exists.
std::string unknown(const std::string& written, const std::vector<Option>& options) {
  std::vector<std::string> names;
  for (const Option& option : options) names.push_back(option.name);
  const auto start = written.find_first_not_of('-');
  const std::string bare = start == std::string::npos ? written : written.substr(start);
  return "unknown option " + written + suggestion(bare, names, "--");
}

}  // namespace

std::string suggestion(const std::string& written, const std::vector<std::string>& candidates,
                       const std::string& before) {
  const auto near = base::nearest(written, candidates);
  return near ? "; did you mean " + before + *near + "?" : std::string();
}

std::optional<std::string> Arguments::value(const std::string& option) const {
  const auto found = given_.find(option);
  if (found == given_.end()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::values(const std::string& option) const {
  const auto found = given_.find(option);
  return found == given_.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::uint64_t> Arguments::whole(const std::string& option, std::uint64_t low,
                                              std::uint64_t high) const {
  const auto text = value(option);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [last, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || last != end || number < low || number > high) {
    throw UsageError(
        fmt::format("--{} wants a whole number from {} to {}, not '{}'", option, low, high, *text));
  }
  return number;
}

Arguments parse(const std::vector<Option>& options, const std::vector<std::string>& args) {
  const auto description = description_of(options);
  // Without guessing: an abbreviation that works today may be ambiguous tomorrow.
  const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
  Arguments result;
  try {
    const auto parsed = po::command_line_parser(args).options(description).style(style).run();
    for (const auto& given : parsed.options) {
      if (given.position_key >= 0 || given.string_key.empty()) {
        result.files.insert(result.files.end(), given.value.begin(), given.value.end());
        continue;
      }
      const Option& option = option_named(options, given.string_key);
      if (!option.is_repeatable && !option.argument.empty() && result.has(option.name)) {
        throw UsageError("--" + option.name + " is given twice");
      }
      result.add(option.name, given.value.empty() ? std::string() : given.value.front());
    }
  } catch (const po::unknown_option& error) {
    throw UsageError(unknown(error.get_option_name(), options));
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  return result;
}

}  // namespace acqsim::cli
