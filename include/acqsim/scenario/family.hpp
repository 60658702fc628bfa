#pragma once

#include <acqsim/scenario/loader.hpp>
#include <acqsim/scenario/vary.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// A scenario that is read once and bound many times, with other values each time.
namespace acqsim::scenario {

/// What the command line says of `vary`.
struct VaryRequest {
  /// "PATH=VALUES" each, in the place of the scenario's own `vary`; empty: the scenario's own.
  /// VALUES are a YAML list or {from, to, points}, or short: "0,0.5,1", "0..2/9", "range"; a PATH
  /// alone is its range.
  std::vector<std::string> varied;
  std::optional<std::string> design;  ///< in the place of the one that is written
};

/// A scenario and what varies in it. `with` may be called from several threads at once.
class Family {
 public:
  /// Reads and checks a file with all that it extends, and what varies. Throws base::InputError
  /// with all that is wrong. The catalogue's rows must outlive the family.
  static Family of_file(const std::string& file, const Catalogue& catalogue,
                        std::span<const Override> overrides, const VaryRequest& request,
                        const LoadOptions& options = {});
  /// The same for a text in memory; `name` stands for its file.
  static Family of_text(const std::string& text, const std::string& name,
                        const Catalogue& catalogue, std::span<const Override> overrides,
                        const VaryRequest& request, const LoadOptions& options = {});

  Family(Family&&) noexcept;
  Family& operator=(Family&&) noexcept;
  ~Family();

  const Loaded& base() const;  ///< without any variation
  const Vary& vary() const;

  /// The scenario with these values in the place of its own, checked whole like any other. Throws
  /// base::InputError.
  Loaded with(std::span<const Override> settings) const;

 private:
  struct Content;
  explicit Family(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace acqsim::scenario
