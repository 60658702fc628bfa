#pragma once

#include <acqsim/scenario/loader.hpp>

#include <memory>
#include <span>
#include <string>

/// A scenario as its files and settings say together, to be looked at.
namespace acqsim::scenario {

/// What was written, overlaid, with every value's place. Values left at their default are absent,
/// and nothing is checked beyond what reading demands.
class Resolved {
 public:
  /// A file with all that it extends. Throws base::InputError when one of them cannot be read.
  static Resolved of_file(const std::string& file, std::span<const Override> overrides = {},
                          const LoadOptions& options = {});
  /// A text in memory, whose `extends` starts from the working directory unless told otherwise.
  static Resolved of_text(const std::string& text, const std::string& name,
                          std::span<const Override> overrides = {},
                          const LoadOptions& options = {});
  /// What a text extends, from the folder of the file that it is named after (the working directory
  /// for "<stdin>"), without itself; empty if it extends nothing.
  static Resolved parent_of_text(const std::string& text, const std::string& name,
                                 const LoadOptions& options = {});

  Resolved(Resolved&&) noexcept;
  Resolved& operator=(Resolved&&) noexcept;
  ~Resolved();

  bool is_empty() const;  ///< nothing is written
  /// YAML that means the same in one file: maps in blocks, except short ones, in the order of
  /// writing. With origin, each line that holds a value ends in "# FILE:LINE", or "# --set".
  std::string yaml(bool has_origin) const;
  /// One line for each value that differs: "- path: value" as in the base, "+ path: value" as here,
  /// in this scenario's order, then what only the base has.
  std::string differences_from(const Resolved& base, bool has_origin) const;

 private:
  struct Content;
  explicit Resolved(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace acqsim::scenario
