#include "acqsim/manual.hpp"

#include "acqsim/help.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

namespace acqsim::cli {
namespace {

/// Text that roff shows as it is: a dash that can be searched for, no escapes.
std::string roff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '\'') {
      result += "\\(aq";
    } else {
      result += c;
    }
  }
  return result;
}

/// A line of text, which a dot at its beginning would make a request.
std::string line(const std::string& text) {
  return (text.starts_with('.') ? "\\&" : "") + roff(text) + "\n";
}

std::string paragraphs(const std::string& text) {
  std::string result;
  for (const std::string& one : base::split(text, '\n'))
    if (!one.empty()) result += ".PP\n" + line(one);
  return result;
}

std::string option_tag(const Option& option) {
  std::string tag = "\\fB\\-\\-" + roff(option.name) + "\\fR";
  if (option.letter != '\0') tag = fmt::format("\\fB\\-{}\\fR, ", option.letter) + tag;
  if (!option.argument.empty()) tag += " \\fI" + roff(option.argument) + "\\fR";
  return ".TP\n" + tag + "\n" + line(option.meaning);
}

std::string section(const Verb& verb) {
  std::string text = ".SS \"" + roff(verb.name + (verb.usage.empty() ? "" : " " + verb.usage)) +
                     "\"\n" + line(verb.meaning) + paragraphs(verb.details);
  for (const Option& option : verb.options) {
    if (option.name != "help") text += option_tag(option);
  }
  if (!verb.examples.empty()) text += ".PP\nExamples:\n";
  for (const Example& example : verb.examples)
    text += ".PP\n.RS 4\n.EX\n" + line("acqsim " + example.command) + ".EE\n" +
            line(example.meaning) + ".RE\n";
  return text;
}

}  // namespace

std::string manual_page() {
  std::string text = ".\\\" Printed by `acqsim help --man`.\n";
  text += fmt::format(".TH ACQSIM 1 \"\" \"acqsim {}\" \"User Commands\"\n", ACQSIM_VERSION);
  text += ".SH NAME\nacqsim \\- simulate how government agencies buy artificial intelligence\n";
  text += ".SH SYNOPSIS\n\\fBacqsim\\fR \\fIVERB\\fR [\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n";
  text += ".SH DESCRIPTION\n" + line(program_purpose());
  text += paragraphs(
      "A scenario is a file in YAML: a world on a date, and questions about what follows from it. "
      "'acqsim init' writes a small one, 'acqsim doc' says what its keys mean.\n"
      "Every verb takes --help.");
  text += ".SH VERBS\n";
  for (const Verb& verb : verbs()) text += section(verb);
  text += ".SH \"EXIT STATUS\"\n";
  for (const ExitMeaning& one : exit_meanings())
    text += fmt::format(".TP\n{}\n", one.code) + line(one.meaning);
  text += ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nNo colours if it is set and not empty.\n";
  text +=
      ".SH FILES\n.TP\n\\fIshare/acqsim/scenarios\\fR\nBelow the place of installation: the "
      "baseline and the scenarios that extend it.\n";
  return text;
}

}  // namespace acqsim::cli
