#pragma once

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

#include <string>

namespace acqsim::scenario {

/// Deeper nesting than any scenario needs; yaml-cpp's own parser recurses once per level.
inline constexpr int kMaxDepth = 64;
/// Larger than any scenario, small enough to read at once.
inline constexpr std::size_t kMaxBytes = std::size_t{16} << 20;

/// Reads one YAML document strictly: no anchors, aliases, tags, merge keys, duplicate or composite
/// keys, second document. Returns nothing after adding a problem when the text is not such YAML;
/// duplicate and merge keys alone are added and left out, so that the rest is checked too.
/// Requires: `file` is an index of `tree.files`.
const Node* read_yaml(const std::string& text, int file, Tree& tree, Problems& problems);

/// The same for the value of an override, whose places are all nowhere; problems name `path`.
const Node* read_yaml_value(const std::string& text, const std::string& path, int file, Tree& tree,
                            Problems& problems);

/// Why a text cannot be YAML at all: "is a binary file" and its like, with the place; empty if it
/// can.
std::string text_defect(const std::string& text, Place& place);

}  // namespace acqsim::scenario
