#include "acqsim/cli.hpp"

#include "acqsim/help.hpp"
#include "acqsim/input.hpp"
#include "acqsim/verbs/catalog.hpp"

#include <acqsim/base/diagnostic.hpp>
#include <acqsim/store/study.hpp>

#include <exception>
#include <ostream>

namespace acqsim::cli {
namespace {

int usage_error(const std::string& verb, const std::string& message, std::ostream& err,
                const Console& console) {
  const std::string behind = verb.empty() ? "" : " " + verb;
  err << "acqsim" << behind << ": " << message << "\nSee '" << console.program << behind
      << " --help'.\n";
  return kBadInput;
}

int call_verb(const Verb& verb, const std::vector<std::string>& args, std::istream& in,
              std::ostream& out, std::ostream& err, const Console& console) {
  const Arguments arguments = parse(verb.options, args);
  if (arguments.has("help")) {
    out << verb_help(verb, console.program);
    return kDone;
  }
  Call call{arguments, in, out, err, console};
  return verb.run(call);
}

}  // namespace

int run(const std::vector<std::string>& args, std::istream& in, std::ostream& out,
        std::ostream& err, const Console& console) {
  if (args.empty()) {
    err << program_help(console.program);
    return kBadInput;
  }
  std::string name = args.front();
  if (name == "--help" || name == "-h") name = "help";
  if (name == "--version") name = "version";
  const Verb* verb = find_verb(name);
  if (verb == nullptr) {
    const std::string kind = name.starts_with("-") ? "unknown option " : "unknown verb ";
    return usage_error("", kind + "'" + name + "'" + suggestion(name, verb_names()), err, console);
  }
  try {
    return call_verb(*verb, {args.begin() + 1, args.end()}, in, out, err, console);
  } catch (const UsageError& error) {
    return usage_error(name, error.what(), err, console);
  } catch (const base::InputError& error) {
    tell(err, error.diagnostics());
    return kBadInput;
  } catch (const store::StudyError& error) {
    err << "acqsim: error: " << error.what() << '\n';
    return kBadInput;
  } catch (const std::exception& error) {
    err << "acqsim: internal error: " << error.what() << '\n';
    return kInternalError;
  }
}

}  // namespace acqsim::cli
