#include "acqsim/scenario/canonical_values.hpp"

#include <acqsim/base/quantity_text.hpp>
#include <acqsim/base/text.hpp>

namespace acqsim::scenario {

std::map<std::string, std::string> canonical_values(const Loaded& loaded) {
  std::map<std::string, std::string> values;
  for (const std::string& line : base::split(loaded.canonical, '\n')) {
    const auto at = line.find(" = ");
    if (at != std::string::npos) values[line.substr(0, at)] = line.substr(at + 3);
  }
  return values;
}

std::string written(const std::string& canonical, const spec::Field& field) {
  const auto number = base::parse_quantity(canonical, base::Unit::none);
  return number ? base::quantity_text(*number, field.about.unit) : canonical;
}

}  // namespace acqsim::scenario
