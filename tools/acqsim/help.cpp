#include "acqsim/help.hpp"

#include "acqsim/cli.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace acqsim::cli {
namespace {

constexpr std::size_t kWidth = 80;

std::string exit_codes() {
  std::vector<std::string> parts;
  for (const ExitMeaning& one : exit_meanings())
    parts.push_back(fmt::format("{} {}", one.code, one.meaning));
  return "Exit codes: " + base::join(parts, ", ") +
         ". Only 'test' ends with 1 or 3; 'run' shows whether the expectations of a scenario hold, "
         "and ends with 0 either way.";
}

/// "  left    right", the right side wrapped under itself; a long left side has its own line.
std::string entry(const std::string& left, const std::string& right, std::size_t column) {
  const std::string text = wrapped(right, column);
  if (left.size() + 2 >= column) return "  " + left + "\n" + text + "\n";
  return "  " + left + text.substr(left.size() + 2) + "\n";
}

std::string written(const Option& option) {
  const std::string letter =
      option.letter == '\0' ? std::string() : fmt::format("-{}, ", option.letter);
  const std::string argument = option.argument.empty() ? std::string() : " " + option.argument;
  return letter + "--" + option.name + argument;
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string result;
  for (const std::string& paragraph : base::split(text, '\n')) {
    std::string line = margin;
    for (const std::string& word : base::split(paragraph, ' ')) {
      const bool is_first = line.size() == indent;
      if (!is_first && base::display_width(line) + 1 + base::display_width(word) > kWidth) {
        result += line + "\n";
        line = margin;
      }
      if (line.size() > indent) line += ' ';
      line += word;
    }
    result += paragraph.empty() ? "\n" : line + "\n";
  }
  if (!result.empty()) result.pop_back();
  return result;
}

const std::vector<ExitMeaning>& exit_meanings() {
  static const std::vector<ExitMeaning> all{
      {kDone, "done"},
      {kExpectationFails, "an expectation fails"},
      {kBadInput, "bad usage or input"},
      {kUndecided, "an expectation is undecided"},
      {kSomeFailed, "some replications failed"},
      {kInternalError, "an error of the program itself"},
      {kInterrupted, "interrupted (run the same command again to go on)"}};
  return all;
}

std::string program_purpose() {
  return "acqsim simulates how government agencies buy artificial intelligence: who sells, whose "
         "cloud it runs in, how long it takes, and what a change would change.";
}

std::string program_help(const std::string& program) {
  std::string text =
      wrapped(program_purpose(), 0) + "\n\nUsage: " + program + " VERB [OPTION...] [FILE...]\n\n";
  for (const Verb& verb : verbs()) text += entry(verb.name, verb.meaning, 14);
  const std::string begin = program + " run scenarios/baseline.yaml";
  const std::string more = program + " help run";
  text += "\nTo begin:\n";
  text += fmt::format("  {}    what the market does by 2030\n", begin);
  text += fmt::format("  {:<{}}    every option of a verb\n", more, begin.size());
  text += "\n" + wrapped(exit_codes(), 0) + "\n";
  return text;
}

std::string verb_help(const Verb& verb, const std::string& program) {
  std::string text = wrapped(verb.meaning, 0) + "\n\n";
  text +=
      "Usage: " + program + " " + verb.name + (verb.usage.empty() ? "" : " " + verb.usage) + "\n";
  if (!verb.details.empty()) text += "\n" + wrapped(verb.details, 0) + "\n";
  text += "\nOptions:\n";
  std::size_t column = 0;
  for (const Option& option : verb.options) column = std::max(column, written(option).size() + 4);
  for (const Option& option : verb.options) text += entry(written(option), option.meaning, column);
  if (!verb.examples.empty()) text += "\nExamples:\n";
  for (const Example& example : verb.examples) {
    text += "  " + program + " " + example.command + "\n" + wrapped(example.meaning, 6) + "\n";
  }
  return text;
}

}  // namespace acqsim::cli
