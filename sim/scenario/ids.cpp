#include "scenario/ids.hpp"

#include <acqsim/base/text.hpp>
#include <acqsim/spec/tables.hpp>

#include <fmt/format.h>

namespace acqsim::scenario {
namespace {

using spec::Field;
using Known = std::map<std::string, std::map<std::string, Place>, std::less<>>;

void collect(const Node* record, const spec::Table& table, const std::string& path, Known& known,
             Problems& problems) {
  if (!record->is_map()) return;  // for the binder to refuse
  for (const Entry& entry : record->entries) {
    const Field* const field = table.find(entry.key);
    if (field == nullptr || field->table == nullptr || !entry.value->is_map()) continue;
    const std::string here = path.empty() ? entry.key : path + "." + entry.key;
    if (field->shape == Field::Shape::record) {
      collect(entry.value, *field->table, here, known, problems);
      continue;
    }
    for (const Entry& member : entry.value->entries) {
      if (is_citation_key(member.key)) continue;
      if (!field->defines.empty()) {
        const auto [earlier, is_new] = known[field->defines].try_emplace(member.key, member.place);
        if (!is_new) {
          problems.add(member.place, here + "." + member.key,
                       fmt::format("there already is {} '{}'",
                                   with_article(singular(field->defines)), member.key),
                       "ids of a kind are unique in the whole scenario");
        }
      }
      collect(member.value, *field->table, here + "." + member.key, known, problems);
    }
  }
}

}  // namespace

Ids::Ids(const Node* root, Problems& problems) {
  for (const char* quarter : {"q1", "q2", "q3", "q4"}) known_["quarters"][quarter] = Place{};
  collect(root, spec::scenario_table(), {}, known_, problems);
}

bool Ids::is_known(std::string_view kinds, const std::string& id) const {
  for (const std::string& kind : base::split(kinds, ',')) {
    const auto found = known_.find(kind);
    if (found != known_.end() && found->second.contains(id)) return true;
  }
  return false;
}

std::vector<std::string> Ids::of(std::string_view kinds) const {
  std::vector<std::string> all;
  for (const std::string& kind : base::split(kinds, ',')) {
    const auto found = known_.find(kind);
    if (found == known_.end()) continue;
    for (const auto& [id, place] : found->second) all.push_back(id);
  }
  return all;
}

std::string singular(std::string_view kinds) {
  std::string text;
  for (std::string kind : base::split(kinds, ',')) {
    if (kind == "timeline") {
      kind = "timeline entry";
    } else if (kind.ends_with("ies")) {
      kind.replace(kind.size() - 3, 3, "y");
    } else if (kind.ends_with("s")) {
      kind.pop_back();
    }
    if (!text.empty()) text += " or ";
    text += kind;
  }
  return text;
}

std::string with_article(const std::string& noun) {
  const bool is_vowel =
      !noun.empty() && std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return (is_vowel ? "an " : "a ") + noun;
}

bool is_citation_key(std::string_view key) {
  return key == "basis" || key == "source" || key == "note";
}

}  // namespace acqsim::scenario
