#pragma once

#include "scenario/node.hpp"

#include <acqsim/base/diagnostic.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace acqsim::scenario {

/// Collects all that is wrong, to be thrown at once.
class Problems {
 public:
  explicit Problems(const Tree& tree) : tree_(tree) {}

  /// `path` is the dotted path concerned; it leads the message unless empty.
  void add(Place place, const std::string& path, const std::string& message, std::string hint = {});

  std::size_t count() const { return found_.size(); }
  /// Throws base::InputError, sorted and without repeats, if there is anything.
  void throw_if_any() const;

 private:
  const Tree& tree_;
  std::vector<base::Diagnostic> found_;
};

/// "did you mean 'price'?", or nothing when no candidate is near.
std::string did_you_mean(std::string_view written, std::span<const std::string> candidates);

}  // namespace acqsim::scenario
