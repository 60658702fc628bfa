#include "acqsim/next_step.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace acqsim::cli {
namespace {

constexpr long long kMostReplications = 1'000'000'000;  ///< that a scenario may ask for

/// What is not broken over lines: the program with its verb, an option with its argument.
std::vector<std::string> pieces(const std::string& program, const std::vector<std::string>& words) {
  std::vector<std::string> result{shell_word(program)};
  bool is_argument = true;  // the verb stays with the program
  for (const std::string& word : words) {
    if (is_argument) {
      result.back() += " " + shell_word(word);
    } else {
      result.push_back(shell_word(word));
    }
    is_argument = word.starts_with("--");
  }
  return result;
}

/// The command after an indent; lines that go on end in a backslash, as a shell wants.
std::string broken(const std::vector<std::string>& pieces, int width) {
  std::string text;
  std::string line = "  ";
  for (const std::string& piece : pieces) {
    const bool is_first = line.find_first_not_of(' ') == std::string::npos;
    const std::size_t wanted = base::display_width(line) + base::display_width(piece) + 3;
    if (!is_first && wanted > static_cast<std::size_t>(width)) {
      text += line + " \\\n";
      line = "    " + piece;
    } else {
      line += (is_first ? "" : " ") + piece;
    }
  }
  return text + line + "\n";
}

/// The words without an option and its argument.
std::vector<std::string> without(std::vector<std::string> words, const std::string& option) {
  const auto found = std::ranges::find(words, option);
  if (found != words.end()) words.erase(found, found + 2);
  return words;
}

std::vector<std::string> with(std::vector<std::string> words, const std::string& option,
                              const std::string& argument) {
  words.insert(words.end(), {option, argument});
  return words;
}

}  // namespace

std::string shell_word(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_not_of(
                                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_-./=:,%+@") == std::string::npos;
  if (is_plain) return word;
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string command_text(const std::string& program, const std::vector<std::string>& words) {
  std::string text = shell_word(program);
  for (const std::string& word : words) text += " " + shell_word(word);
  return text;
}

std::string next_command(const std::string& why, const std::vector<std::string>& words,
                         const Console& console) {
  return "Next: " + why + ":\n" + broken(pieces(console.program, words), console.width);
}

std::string next_step(const Asked& asked, experiment::Ending ending, const Console& console) {
  std::vector<std::string> words = asked.words;
  const auto say = [&console](const std::string& why, const std::string& program,
                              const std::vector<std::string>& command) {
    return "Next: " + why + ":\n" + broken(pieces(program, command), console.width);
  };
  const auto again = [&](const std::string& why, std::vector<std::string> command) {
    if (asked.out) command = with(std::move(command), "--out", *asked.out);
    return say(why, console.program, command);
  };
  switch (ending) {
    case experiment::Ending::interrupted:
      if (asked.out) return again("the same command goes on from here", words);
      return say("keep what is done, also when interrupted", console.program,
                 with(words, "--out", "DIR"));
    case experiment::Ending::capped:
      return again("as precise as was asked",
                   with(words, "--set",
                        fmt::format("precision.max_replications={}",
                                    std::min(4LL * asked.max_replications, kMostReplications))));
    case experiment::Ending::all_failed:
      return again("one replication alone",
                   with(without(without(words, "--reps"), "--precision"), "--reps", "1"));
    case experiment::Ending::precise:
    case experiment::Ending::complete:
      break;
  }
  if (!asked.out) {
    return say("keep every future, to go on or to query", console.program,
               with(words, "--out", "DIR"));
  }
  if (console.has_sqlite) {
    return say("ask the study in SQL", "sqlite3",
               {*asked.out + "/study.sqlite", "SELECT * FROM measure_means"});
  }
  return "Next: open the tables beside the study:\n  " + shell_word(*asked.out + "/outcomes.csv") +
         "\n  " + shell_word(*asked.out + "/measures.csv") + "\n";
}

}  // namespace acqsim::cli
