#pragma once

#include <acqsim/base/diagnostic.hpp>
#include <acqsim/scenario/catalogue.hpp>
#include <acqsim/spec/claims.hpp>

#include <map>
#include <string>
#include <vector>

namespace acqsim::scenario {

/// Where a key's value was written; zero: nowhere.
struct Position {
  int line = 0;
  int column = 0;
};

/// A claims file as read through its table by the reader of scenarios. What it says of scenarios,
/// measures and questions is not checked here.
struct LoadedClaims {
  spec::ClaimsFile claims;
  std::string file;
  std::string directory;                      ///< of the file: what it names is relative to it
  std::map<std::string, Position> positions;  ///< of values, by path within the file
  std::vector<base::Diagnostic> problems;     ///< all that is wrong with keys and values

  /// A problem with the value at this path or, when it was not written, at the nearest around it.
  base::Diagnostic problem(const std::string& path, const std::string& message,
                           std::string hint = {}) const;
};

/// Throws base::InputError when the file cannot be read or is not YAML; else the problems are in
/// what is returned, so that the caller's own join them.
LoadedClaims load_claims(const std::string& file, const Catalogue& catalogue);

}  // namespace acqsim::scenario
