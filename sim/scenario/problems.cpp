#include "scenario/problems.hpp"

#include <acqsim/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace acqsim::scenario {

void Problems::add(Place place, const std::string& path, const std::string& message,
                   std::string hint) {
  base::Diagnostic diagnostic;
  if (place.file >= 0) diagnostic.file = tree_.files[static_cast<std::size_t>(place.file)];
  diagnostic.line = place.line;
  diagnostic.column = place.column;
  diagnostic.path = path;
  diagnostic.message = path.empty() ? message : fmt::format("{}: {}", path, message);
  diagnostic.hint = std::move(hint);
  found_.push_back(std::move(diagnostic));
}

void Problems::throw_if_any() const {
  if (found_.empty()) return;
  auto all = found_;
  std::stable_sort(all.begin(), all.end());
  const auto same = [](const base::Diagnostic& a, const base::Diagnostic& b) {
    return std::tie(a.file, a.line, a.column, a.message) ==
           std::tie(b.file, b.line, b.column, b.message);
  };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  throw base::InputError(std::move(all));
}

std::string did_you_mean(std::string_view written, std::span<const std::string> candidates) {
  const auto near = base::nearest(written, candidates);
  return near ? fmt::format("did you mean '{}'?", *near) : std::string();
}

}  // namespace acqsim::scenario
