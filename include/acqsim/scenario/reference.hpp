#pragma once

#include <acqsim/scenario/catalogue.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::scenario {

/// scenarios/REFERENCE.md: every key with unit, range, default, meaning and source; then actions,
/// events and measures.
std::string reference_markdown(const Catalogue& catalogue);

/// What `acqsim doc NAME` prints: of a key by its dotted path, with any word in the place of an id
/// ("vendors.ID.price", "vendors.openai.price"), or of an action, event or measure by its name.
/// Nothing when there is no such thing.
std::optional<std::string> describe(const Catalogue& catalogue, std::string_view path_or_name);

/// Everything that `describe` knows: paths with ID in the place of ids, then names. For completion
/// and for suggestions.
std::vector<std::string> describable(const Catalogue& catalogue);

}  // namespace acqsim::scenario
