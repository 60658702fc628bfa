#include "scenario/yaml_reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <sstream>
#include <unordered_map>

namespace acqsim::scenario {
namespace {

/// Ends reading of one file; never leaves read_yaml.
struct Refusal : std::exception {
  Refusal(Place where, std::string what_is_wrong, std::string what_is_right)
      : place(where), message(std::move(what_is_wrong)), hint(std::move(what_is_right)) {}
  Place place;
  std::string message;
  std::string hint;
};

/// yaml-cpp counts bytes from zero; people count characters from one.
class Columns {
 public:
  explicit Columns(const std::string& text) : text_(text) {
    is_ascii_ = std::all_of(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (is_ascii_) return;
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  int character(int line, int byte) const {
    if (is_ascii_ || line < 0 || static_cast<std::size_t>(line) >= starts_.size()) return byte + 1;
    const std::size_t begin = starts_[static_cast<std::size_t>(line)];
    const std::size_t end = std::min(text_.size(), begin + static_cast<std::size_t>(byte));
    return 1 + static_cast<int>(std::count_if(
                   text_.begin() + static_cast<std::ptrdiff_t>(begin),
                   text_.begin() + static_cast<std::ptrdiff_t>(end),
                   [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

 private:
  const std::string& text_;
  bool is_ascii_ = true;
  std::vector<std::size_t> starts_;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& text, int file, bool has_places, Tree& tree, Problems& problems,
              std::string path)
      : text_(text),
        columns_(text),
        file_(file),
        has_places_(has_places),
        tree_(tree),
        problems_(problems),
        path_(std::move(path)) {}

  const Node* root() const { return root_; }

  Place place(const YAML::Mark& mark) const {
    if (!has_places_) return {file_, 0, 0};
    return {file_, mark.line + 1, columns_.character(mark.line, mark.column)};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      refuse(mark, "a second YAML document starts here", "one file holds one scenario");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    if (wants_key()) refuse(mark, "a key is missing before ':'");
    Node& node = tree_.add(Node::Kind::null, place(mark));
    const auto at = static_cast<std::size_t>(std::max(0, mark.pos));
    const auto is_here = [&](std::string_view word) {
      return at < text_.size() && std::string_view(text_).substr(at).starts_with(word);
    };
    node.is_written = is_here("~") || is_here("null") || is_here("Null") || is_here("NULL");
    if (!node.is_written && !frames_.empty() && frames_.back().node->is_map())
      node.place = frames_.back().key_place;
    place_value(node);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "a YAML alias (*name) is not supported", "use `extends` to share values");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
    if (wants_key()) {
      take_key(mark, value);
      return;
    }
    Node& node = tree_.add(Node::Kind::scalar, place(mark));
    node.text = value;
    node.is_quoted = tag == "!";
    place_value(node);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Frame {
    Node* node = nullptr;
    bool has_key = false;    ///< map: the next event is its value
    bool drops_key = false;  ///< of a duplicate or merge key: the value is read and left out
    std::string key;
    Place key_place;
    std::unordered_map<std::string, int> lines;  ///< of the keys so far
  };

  bool wants_key() const {
    return !frames_.empty() && frames_.back().node->is_map() && !frames_.back().has_key;
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, std::string message, std::string hint = {}) {
    throw Refusal(place(mark), std::move(message), std::move(hint));
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor)
      refuse(mark, "a YAML anchor (&name) is not supported", "use `extends` to share values");
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    refuse(mark, fmt::format("a YAML tag ({}) is not supported", tag), "write the value alone");
  }

  /// The dotted path of the map that is being read.
  std::string here() const {
    std::string path = path_;
    for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
      if (!frames_[i].key.empty()) path += (path.empty() ? "" : ".") + frames_[i].key;
    }
    return path;
  }

  void take_key(const YAML::Mark& mark, const std::string& key) {
    Frame& frame = frames_.back();
    frame.has_key = true;
    frame.drops_key = false;
    frame.key = key;
    frame.key_place = place(mark);
    if (key == "<<") {
      problems_.add(frame.key_place, here(), "a YAML merge key (<<) is not supported",
                    "use `extends` to share values");
      frame.drops_key = true;
    }
    const auto [earlier, is_new] = frame.lines.try_emplace(key, mark.line + 1);
    if (!is_new) {
      problems_.add(frame.key_place, here(), fmt::format("key '{}' is given twice", key),
                    has_places_ ? fmt::format("first on line {}", earlier->second) : "");
      frame.drops_key = true;
    }
  }

  void start(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
             YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark, tag);
    if (wants_key())
      refuse(mark, "a key has to be a plain word, not a list or a map",
             "or a bracket is left open");
    if (static_cast<int>(frames_.size()) >= kMaxDepth)
      refuse(mark, fmt::format("nested more than {} levels deep", kMaxDepth));
    Frame frame;
    frame.node = &tree_.add(kind, place(mark));
    frames_.push_back(std::move(frame));
  }

  void end() {
    Node* const node = frames_.back().node;
    frames_.pop_back();
    place_value(*node);
  }

  void place_value(Node& node) {
    if (frames_.empty()) {
      root_ = &node;
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node->is_sequence()) {
      frame.node->items.push_back(&node);
      return;
    }
    if (!frame.drops_key)
      frame.node->entries.push_back(Entry{std::move(frame.key), frame.key_place, &node});
    frame.has_key = false;
  }

  const std::string& text_;
  Columns columns_;
  int file_;
  bool has_places_;
  Tree& tree_;
  Problems& problems_;
  std::string path_;
  std::vector<Frame> frames_;
  const Node* root_ = nullptr;
  int documents_ = 0;
};

/// Hands every node the basis, source and note of the nearest map around it.
void hand_down(const Node* node, const Meta* meta, Tree& tree) {
  // Nodes of a file just read are still its own: nothing shares them yet.
  const_cast<Node*>(node)->meta = meta;
  if (node->is_map()) {
    const Entry* const basis = node->find("basis");
    const Entry* const source = node->find("source");
    const Entry* const note = node->find("note");
    if (basis != nullptr || source != nullptr || note != nullptr) {
      Meta& own = tree.metas.emplace_back(meta != nullptr ? *meta : Meta{});
      // A basis and its source belong together: one's own basis is not credited to an outer source.
      if (basis != nullptr) {
        own.basis = basis->value;
        own.source = nullptr;
      }
      if (source != nullptr) own.source = source->value;
      if (note != nullptr) own.note = note->value;
      meta = &own;
      const_cast<Node*>(node)->meta = meta;
    }
  }
  for (const Entry& entry : node->entries) hand_down(entry.value, meta, tree);
  for (const Node* item : node->items) hand_down(item, meta, tree);
}

const Node* read(const std::string& text, const std::string& path, int file, bool has_places,
                 Tree& tree, Problems& problems) {
  const Place whole{file, 0, 0};
  Place defect_place = whole;
  const std::string defect = text_defect(text, defect_place);
  if (!defect.empty()) {
    problems.add(has_places ? defect_place : whole, path, defect);
    return nullptr;
  }
  const std::string body = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
  TreeBuilder builder(body, file, has_places, tree, problems, path);
  try {
    std::istringstream stream(body);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refusal& refusal) {
    problems.add(refusal.place, path, refusal.message, refusal.hint);
    return nullptr;
  } catch (const YAML::Exception& error) {
    problems.add(builder.place(error.mark), path, fmt::format("not valid YAML: {}", error.msg));
    return nullptr;
  }
  if (builder.root() == nullptr) {
    const bool is_blank = body.find_first_not_of(" \t\r\n") == std::string::npos;
    const char* const blank = has_places ? "is empty" : "has no value";
    problems.add(whole, path, is_blank ? blank : "holds nothing but comments");
    return nullptr;
  }
  hand_down(builder.root(), nullptr, tree);
  return builder.root();
}

}  // namespace

const Node* read_yaml(const std::string& text, int file, Tree& tree, Problems& problems) {
  return read(text, {}, file, true, tree, problems);
}

const Node* read_yaml_value(const std::string& text, const std::string& path, int file, Tree& tree,
                            Problems& problems) {
  return read(text, path, file, false, tree, problems);
}

std::string text_defect(const std::string& text, Place& place) {
  if (text.size() > kMaxBytes) return fmt::format("is larger than {} MiB", kMaxBytes >> 20);
  int line = 1;
  int column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    place.line = line;
    place.column = column;
    if (lead == 0 || (lead < 0x20 && lead != '\n' && lead != '\r' && lead != '\t') || lead == 0x7F)
      return fmt::format("holds a control character (byte 0x{:02X}): not a text file", lead);
    std::size_t length = 1;
    if (lead >= 0x80) {
      length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
      bool is_valid = lead >= 0xC2 && lead <= 0xF4 && i + length <= text.size();
      for (std::size_t k = 1; is_valid && k < length; ++k)
        is_valid = (static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80U;
      if (is_valid) {
        // Overlong forms, surrogates and beyond the last code point.
        const auto second = static_cast<unsigned char>(text[i + 1]);
        is_valid = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second > 0x9F) &&
                   !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second > 0x8F);
      }
      if (!is_valid) return fmt::format("byte 0x{:02X} is not UTF-8: not a text file", lead);
    }
    i += length;
    ++column;
    if (lead == '\n') {
      ++line;
      column = 1;
    }
  }
  place.line = 0;
  place.column = 0;
  return {};
}

}  // namespace acqsim::scenario
