#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// Compares a text with tests/golden/NAME. With ACQSIM_UPDATE_GOLDEN=1 in the environment the file
/// is rewritten instead; its diff is then reviewed like code.
inline void check_golden(const std::string& name, const std::string& text) {
  const std::string path = ACQSIM_SOURCE_DIR "/tests/golden/" + name;
  if (const char* update = std::getenv("ACQSIM_UPDATE_GOLDEN"); update && *update == '1') {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream file(path, std::ios::binary);
  INFO("tests/golden/" << name << " (rewrite with ACQSIM_UPDATE_GOLDEN=1)");
  REQUIRE(file.good());
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  CHECK(text == expected);
}
