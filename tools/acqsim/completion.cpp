#include "acqsim/completion.hpp"

#include "acqsim/catalogue.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/scenario/reference.hpp>

#include <fmt/format.h>

namespace acqsim::cli {
namespace {

bool takes_files(const Verb& verb) { return verb.usage.find("FILE") != std::string::npos; }

/// Paths of values without an id in them, each with the sign that its value follows.
std::vector<std::string> settable() {
  std::vector<std::string> paths;
  for (const std::string& one : scenario::describable(catalogue())) {
    const bool has_id = one.find("ID") != std::string::npos;
    if (one.find('.') != std::string::npos && !has_id) paths.push_back(one + "=");
  }
  return paths;
}

/// What stands behind an option.
enum class Behind { nothing, choices, file, scenario, directory, path, word };

Behind behind(const Option& option) {
  if (option.argument.empty()) return Behind::nothing;
  if (option.argument == "FILE") return Behind::file;
  if (option.argument == "BASE") return Behind::scenario;
  if (!option.choices.empty()) return Behind::choices;
  if (option.argument == "DIR") return Behind::directory;
  return option.argument == "PATH=VALUE" ? Behind::path : Behind::word;
}

/// In single quotes for a shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += R"('\'')";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::vector<std::string> option_words(const Verb& verb) {
  std::vector<std::string> words;
  for (const Option& option : verb.options) {
    words.push_back("--" + option.name);
    if (option.letter != '\0') words.push_back(std::string("-") + option.letter);
  }
  return words;
}

constexpr const char* kBashHead =
    R"(# Completion of acqsim in bash, printed by `acqsim completion bash`.

_acqsim_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }

_acqsim_files() {
  mapfile -t COMPREPLY < <(
    compgen -W "$1" -- "$cur"
    compgen -f -X '!*.yaml' -- "$cur"
    compgen -f -X '!*.yml' -- "$cur"
    compgen -d -- "$cur"
  )
  compopt -o filenames 2>/dev/null
}

_acqsim_paths() {
  _acqsim_words "$_acqsim_settable"
  compopt -o nospace 2>/dev/null
}

)";

constexpr const char* kBashFunction = R"(_acqsim() {
  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb= i
  COMPREPLY=()
  # A word with = comes in three.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then
      verb=${COMP_WORDS[i]}
      break
    fi
  done
  if [[ -z $verb ]]; then
    _acqsim_words "$_acqsim_verbs --help --version"
    return
  fi
  case $verb:$before in
)";

std::string bash_answer(const Option& option) {
  switch (behind(option)) {
    case Behind::choices:
      return "_acqsim_words " + quoted(base::join(option.choices, " "));
    case Behind::file:
      return "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
    case Behind::scenario:
      return "_acqsim_files " + quoted(base::join(option.choices, " "));
    case Behind::directory:
      return "mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
    case Behind::path:
      return "_acqsim_paths";
    case Behind::nothing:
    case Behind::word:
      break;
  }
  return ":";
}

std::string bash() {
  std::string text = kBashHead;
  text += "_acqsim_verbs=" + quoted(base::join(verb_names(), " ")) + "\n";
  text += "_acqsim_settable=" + quoted(base::join(settable(), "\n")) + "\n\n" + kBashFunction;
  for (const Verb& verb : verbs()) {
    for (const Option& option : verb.options) {
      if (behind(option) == Behind::nothing) continue;
      std::string patterns = verb.name + ":--" + option.name;
      if (option.letter != '\0') patterns += " | " + verb.name + ":-" + option.letter;
      text += "    " + patterns + ") " + bash_answer(option) + "; return ;;\n";
    }
  }
  text += "  esac\n  if [[ $cur == -* ]]; then\n    case $verb in\n";
  for (const Verb& verb : verbs())
    text += fmt::format("      {}) _acqsim_words {} ;;\n", verb.name,
                        quoted(base::join(option_words(verb), " ")));
  text += "    esac\n    return\n  fi\n  case $verb in\n";
  for (const Verb& verb : verbs()) {
    const auto words = verb.words != nullptr ? verb.words() : std::vector<std::string>();
    if (takes_files(verb)) {
      text +=
          fmt::format("    {}) _acqsim_files {} ;;\n", verb.name, quoted(base::join(words, " ")));
    } else if (!words.empty()) {
      text +=
          fmt::format("    {}) _acqsim_words {} ;;\n", verb.name, quoted(base::join(words, "\n")));
    }
  }
  return text + "  esac\n}\n\ncomplete -F _acqsim acqsim\n";
}

/// Text in the brackets or between the colons of a zsh specification.
std::string zsh_text(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

const char* const kZshYaml = "_files -g \"*.(yaml|yml)\"";

std::string zsh_action(const Option& option) {
  switch (behind(option)) {
    case Behind::choices:
      return "(" + base::join(option.choices, " ") + ")";
    case Behind::file:
      return "_files";
    case Behind::scenario:
      return kZshYaml;
    case Behind::directory:
      return "_files -/";
    case Behind::path:
      return "_acqsim_paths";
    case Behind::nothing:
    case Behind::word:
      break;
  }
  return " ";
}

std::string zsh_option(const Option& option, const std::string& dashed) {
  std::string spec =
      (option.is_repeatable ? "*" : "") + dashed + "[" + zsh_text(option.meaning) + "]";
  if (!option.argument.empty()) spec += ":" + zsh_text(option.argument) + ":" + zsh_action(option);
  return quoted(spec);
}

std::string zsh() {
  std::string text =
      "#compdef acqsim\n# Completion of acqsim in zsh, printed by `acqsim completion zsh`.\n\n"
      "_acqsim_paths() {\n  local -a paths=(\n";
  for (const std::string& path : settable()) text += "    " + quoted(path) + "\n";
  text += "  )\n  compadd -S '' -a paths\n}\n\n_acqsim() {\n  local -a verbs=(\n";
  for (const Verb& verb : verbs())
    text += "    " + quoted(zsh_text(verb.name) + ":" + zsh_text(verb.meaning)) + "\n";
  text +=
      "  )\n  if ((CURRENT == 2)); then\n    _describe verb verbs\n    return\n  fi\n"
      "  local verb=$words[2]\n  shift words\n  ((CURRENT--))\n  case $verb in\n";
  for (const Verb& verb : verbs()) {
    text += "    " + verb.name + ")\n      _arguments -s";
    for (const Option& option : verb.options) {
      text += " \\\n        " + zsh_option(option, "--" + option.name);
      if (option.letter != '\0')
        text += " \\\n        " + zsh_option(option, std::string("-") + option.letter);
    }
    const auto words = verb.words != nullptr ? verb.words() : std::vector<std::string>();
    if (takes_files(verb)) {
      text += " \\\n        " + quoted(fmt::format("*:file:{}", kZshYaml));
    } else if (!words.empty()) {
      text += " \\\n        " + quoted("*:word:(" + base::join(words, " ") + ")");
    }
    text += "\n      ;;\n";
  }
  return text + "  esac\n}\n\n_acqsim \"$@\"\n";
}

std::string fish() {
  std::string text =
      "# Completion of acqsim in fish, printed by `acqsim completion fish`.\n\n"
      "complete -c acqsim -f\n";
  for (const Verb& verb : verbs())
    text += fmt::format("complete -c acqsim -n __fish_use_subcommand -a {} -d {}\n", verb.name,
                        quoted(verb.meaning));
  for (const Verb& verb : verbs()) {
    const std::string begin =
        fmt::format("complete -c acqsim -n {}", quoted("__fish_seen_subcommand_from " + verb.name));
    text += "\n";
    if (takes_files(verb)) text += begin + " -F\n";
    if (verb.words != nullptr)
      text += begin + " -a " + quoted(base::join(verb.words(), " ")) + "\n";
    for (const Option& option : verb.options) {
      std::string line = begin + " -l " + option.name;
      if (option.letter != '\0') line += std::string(" -s ") + option.letter;
      switch (behind(option)) {
        case Behind::nothing:
          break;
        case Behind::file:
        case Behind::directory:
          line += " -r -F";
          break;
        case Behind::scenario:
          line += " -r -F -a " + quoted(base::join(option.choices, " "));
          break;
        case Behind::choices:
          line += " -x -a " + quoted(base::join(option.choices, " "));
          break;
        case Behind::path:
          line += " -x -a \"$_acqsim_settable\"";
          break;
        case Behind::word:
          line += " -x";
          break;
      }
      text += line + " -d " + quoted(option.meaning) + "\n";
    }
  }
  std::string paths = "set -g _acqsim_settable " + quoted(base::join(settable(), " ")) + "\n\n";
  return text.insert(text.find("complete -c"), paths);
}

}  // namespace

const std::vector<std::string>& shells() {
  static const std::vector<std::string> all{"bash", "zsh", "fish"};
  return all;
}

std::optional<std::string> completion_script(const std::string& shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  return std::nullopt;
}

}  // namespace acqsim::cli
