#include "report/machine_text.hpp"

#include <acqsim/report/sensitivity.hpp>
#include <acqsim/store/json_text.hpp>

#include <fmt/format.h>

namespace acqsim::report {
namespace {

using store::json_number;
using store::json_string;

std::string effects_json(const Sensitivity& all, const AnswerSensitivity& answer) {
  std::string text;
  for (std::size_t i = 0; i < answer.effects.size(); ++i) {
    const stats::ElementaryEffects& one = answer.effects[i];
    text += fmt::format(
        "{}{{\"path\": {}, \"mu\": {}, \"mu_star\": {}, \"error\": {}, \"sigma\": {}, "
        "\"noise\": {}}}",
        text.empty() ? "" : ", ", json_string(all.parameters[i].parameter.path),
        json_number(one.mu), json_number(one.mu_star), json_number(one.error),
        json_number(one.sigma), json_number(one.noise));
  }
  return text;
}

std::string share_json(const char* name, const stats::Share& share) {
  return fmt::format("\"{0}\": {1}, \"{0}_low\": {2}, \"{0}_high\": {3}", name,
                     json_number(share.value), json_number(share.interval.low),
                     json_number(share.interval.high));
}

std::string indices_json(const Sensitivity& all, const stats::SobolIndices& indices) {
  std::string text;
  for (std::size_t i = 0; i < indices.total.size(); ++i) {
    text +=
        fmt::format("{}{{\"path\": {}, {}, {}}}", text.empty() ? "" : ", ",
                    json_string(all.parameters[i].parameter.path),
                    share_json("first", indices.first[i]), share_json("total", indices.total[i]));
  }
  return text;
}

std::string answer_json(const Sensitivity& all, const AnswerSensitivity& answer) {
  std::string text = fmt::format("{{\"name\": {}, \"unit\": {}, \"no_data\": {}, \"converged\": {}",
                                 json_string(answer.name), json_string(answer.unit), answer.no_data,
                                 answer.is_converged());
  if (answer.indices) {
    text +=
        fmt::format(", \"variance\": {}, \"noise_share\": {}, \"indices\": [{}]",
                    json_number(answer.indices->variance), json_number(answer.indices->noise_share),
                    indices_json(all, *answer.indices));
  } else if (!answer.effects.empty()) {
    text += fmt::format(", \"effects\": [{}]", effects_json(all, answer));
  }
  return text + "}";
}

std::string share_csv(const stats::Share& share) {
  return fmt::format(",{},{},{}", csv_number(share.value), csv_number(share.interval.low),
                     csv_number(share.interval.high));
}

}  // namespace

std::string render_sensitivity_json(const Sensitivity& sensitivity) {
  const Heading& heading = sensitivity.heading;
  std::string parameters;
  for (const VariedRange& one : sensitivity.parameters) {
    parameters +=
        fmt::format("{}\n    {{\"path\": {}, \"unit\": {}, \"low\": {}, \"high\": {}}}",
                    parameters.empty() ? "" : ",", json_string(one.parameter.path),
                    json_string(one.parameter.unit), json_number(one.low), json_number(one.high));
  }
  std::string answers;
  for (const AnswerSensitivity& one : sensitivity.answers) {
    answers += (answers.empty() ? "\n    " : ",\n    ") + answer_json(sensitivity, one);
  }
  return fmt::format(
      "{{\n  \"schema\": {},\n  \"program\": {},\n  \"scenario\": {{\"name\": {}, \"hash\": {}}},\n"
      "  \"seed\": {},\n  \"confidence\": {},\n  \"design\": {},\n  \"rows\": {},\n"
      "  \"replications\": {},\n  \"parameters\": {},\n  \"answers\": {}\n}}\n",
      kSensitivitySchema, json_string("acqsim " + heading.version), json_string(heading.name),
      json_string(heading.scenario_hash), heading.seed, json_number(heading.confidence),
      json_string(sensitivity.design), sensitivity.rows, sensitivity.replications,
      json_array(parameters), json_array(answers));
}

std::string render_sensitivity_csv(const Sensitivity& sensitivity) {
  std::string text =
      "answer,unit,path,low,high,mu,mu_star,error,sigma,noise,first,first_low,first_high,total,"
      "total_low,total_high\r\n";
  for (const AnswerSensitivity& answer : sensitivity.answers) {
    for (std::size_t i = 0; i < sensitivity.parameters.size(); ++i) {
      const VariedRange& one = sensitivity.parameters[i];
      text += fmt::format("{},{},{},{},{}", csv_field(answer.name), csv_field(answer.unit),
                          csv_field(one.parameter.path), csv_number(one.low), csv_number(one.high));
      if (i < answer.effects.size()) {
        const stats::ElementaryEffects& effect = answer.effects[i];
        text += fmt::format(",{},{},{},{},{}", csv_number(effect.mu), csv_number(effect.mu_star),
                            csv_number(effect.error), csv_number(effect.sigma),
                            csv_number(effect.noise));
      } else {
        text += ",,,,,";
      }
      text += answer.indices
                  ? share_csv(answer.indices->first[i]) + share_csv(answer.indices->total[i])
                  : std::string(",,,,,,");
      text += "\r\n";
    }
  }
  return text;
}

}  // namespace acqsim::report
