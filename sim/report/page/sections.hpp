#pragma once

#include "report/page/chart_book.hpp"

#include <acqsim/report/page.hpp>

#include <string>

/// The sections of the page, each as markup with its charts put into the book; empty when there is
/// nothing to show.
namespace acqsim::report::sections {

/// The date of a day since the scenario's start; empty when the heading has none.
std::string date_on(const Heading& heading, double day);

std::string answer(const Page& page);                           ///< of a run, in words
std::string sweep_answer(const Page& page);                     ///< of a sweep, in words
std::string outcomes(const Page& page, ChartBook& charts);      ///< against expectations
std::string market(const Page& page, ChartBook& charts);        ///< over time
std::string next_partner(const Page& page, ChartBook& charts);  ///< and when
std::string days(const Page& page, ChartBook& charts);          ///< where they go
std::string access(const Page& page);                           ///< before and after
std::string access_graph(const Page& page);                     ///< drawn without a library
std::string comparison(const Page& page, ChartBook& charts);    ///< in pairs
std::string sweep(const Page& page, ChartBook& charts);         ///< over its ranges
std::string futures_to_look_at(const Page& page, ChartBook& charts);
std::string assumptions(const Page& page, ChartBook& charts);
std::string measures(const Page& page);  ///< every main table
std::string manifest(const Page& page);
std::string stress(const Page& page);  ///< [monks-2019]

}  // namespace acqsim::report::sections
