#pragma once

#include <string_view>

/// The parts of the page that are written in other languages; tools/cmake/EmbedPage.cmake makes
/// them.
namespace acqsim::report {

std::string_view page_style();    ///< CSS
std::string_view page_script();   ///< JavaScript that draws and lets download
std::string_view page_library();  ///< the chart library; empty: built without
}  // namespace acqsim::report
