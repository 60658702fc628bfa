#include "acqsim/graphviz.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace acqsim::cli {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

}  // namespace

std::optional<std::string> svg_of(const std::string& dot) {
  // Through a file without a name: a program that reads and writes through two pipes can block.
  const File graph(std::tmpfile(), std::fclose);
  if (!graph) return std::nullopt;
  if (std::fwrite(dot.data(), 1, dot.size(), graph.get()) != dot.size()) return std::nullopt;
  if (std::fflush(graph.get()) != 0) return std::nullopt;
  const std::string command =
      "dot -Tsvg /proc/self/fd/" + std::to_string(fileno(graph.get())) + " 2>/dev/null";
  const File drawn(popen(command.c_str(), "r"), [](std::FILE* stream) { return pclose(stream); });
  if (!drawn) return std::nullopt;
  std::string svg;
  std::array<char, 1U << 14U> chunk{};
  while (const std::size_t size = std::fread(chunk.data(), 1, chunk.size(), drawn.get()))
    svg.append(chunk.data(), size);
  if (svg.find("</svg>") == std::string::npos) return std::nullopt;
  return svg;
}

}  // namespace acqsim::cli
