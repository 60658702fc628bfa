#include "acqsim/report/page.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace acqsim::report {
namespace {

constexpr const char* kHostile = "</script><script>x</script><b t=\"'\">&";
constexpr const char* kEscaped =
    "&lt;/script&gt;&lt;script&gt;x&lt;/script&gt;&lt;b t=&quot;&#39;&quot;&gt;&amp;";

/// A run of four futures in which every text is hostile.
Page hostile_page() {
  Page page;
  page.heading = {kHostile, kHostile, "2026-03-18", "2030-09-30", 1, "0.1.0", "hash", 0.95, 10};
  experiment::Columns columns;
  columns.measures = {{"obligation_share", {{"vendor", kHostile}}, "share"}};
  columns.questions = {{"q", kHostile, kHostile, ">= 0.2"}};
  experiment::Summary summary(columns);
  for (std::uint64_t i = 0; i < 4; ++i) {
    model::Replication one;
    one.index = i;
    one.measures = {0.25 * static_cast<double>(i)};
    one.outcomes = {i == 0 ? model::Answer::no : model::Answer::yes};
    summary.add(one);
  }
  page.results = Results{page.heading, summary, experiment::Ending::complete};
  page.fans = {
      {"fan", kHostile, kHostile, "share", {{kHostile, 1.0, {{"FY2027", 0, 0, 0, 1, 1, 4}}}}}};
  page.next_partners = {{kHostile, 1.0, {{kHostile, {{0.0, 0.5, {0.1, 0.9}}}}}}};
  Future future;
  future.why = future.command = kHostile;
  future.figures = {{kHostile, kHostile}};
  future.story.turning_points = {{1.0, kHostile, kHostile, kHostile, false}};
  page.futures = {future};
  page.access = {{kHostile, {{kHostile, {1.0, std::nan("")}}}, {{{kHostile, kHostile}, 2}}}};
  experiment::GivenValue value;
  value.path = value.value = value.basis = value.range = value.note = kHostile;
  value.source = {kHostile, "javascript:alert(1)", kHostile};
  page.defaults = {{kHostile, kHostile}};
  page.values = {value};
  page.decisions = {{kHostile, 4, 2, 8, 4}};
  page.manifest = {{kHostile, kHostile}};
  page.commands = {kHostile};
  page.remarks = {kHostile};
  page.has_stress = true;
  return page;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST_CASE("every text of a page is escaped") {
  const std::string page = render_page(hostile_page());
  CHECK(count(page, "<script>x") == 0);
  CHECK(count(page, "javascript:") == 0);
  CHECK(count(page, kEscaped) > 30);
  // One block of data, the library if there is one, and the page's own script.
  const std::size_t scripts = has_charts() ? 3 : 2;
  CHECK(count(page, "<script") == scripts);
  CHECK(count(page, "</script") == scripts);
  CHECK(count(page, "<section id=") == 11);
  for (const char* tag : {"section", "table", "details", "figure", "div", "ol", "ul", "h2", "h3"}) {
    const std::string name = tag;
    INFO(name);
    CHECK(count(page, "<" + name + ">") + count(page, "<" + name + " ") ==
          count(page, "</" + name + ">"));
  }
}

TEST_CASE("a page says first what was asked and what the answer is") {
  Page page = hostile_page();
  const std::string text = render_page(page);
  CHECK_THAT(text, Catch::Contains("In 75 of 100 simulated futures (30 to 95, 95% confidence)"));
  CHECK_THAT(text, Catch::Contains("The scenario expects at least 20%: <strong>holds</strong>"));
  CHECK(text.find("id=\"answer\"") < text.find("id=\"outcomes\""));
  CHECK(text.find("id=\"outcomes\"") < text.find("id=\"assumptions\""));
}

TEST_CASE("a page forbids itself all that it does not need, and equal content gives equal bytes") {
  const std::string text = render_page(hostile_page());
  CHECK_THAT(text, Catch::Contains("content=\"default-src 'none'; style-src 'unsafe-inline'; "
                                   "script-src 'sha256-"));
  CHECK(text == render_page(hostile_page()));
}

TEST_CASE("no data is not shown as a no") {
  Page page = hostile_page();
  page.futures.front().answers = {model::Answer::no_data};
  CHECK_THAT(render_page(page),
             Catch::Contains("<td>no data</td>") || Catch::Contains(">no data<"));
  page.futures.front().answers = {model::Answer::no};
  CHECK_THAT(render_page(page), !Catch::Contains("<td>no data</td>"));
  CHECK_THAT(render_page(page), Catch::Contains("One future to look at"));
}

TEST_CASE("values without a source are not counted as facts with one") {
  Page page = hostile_page();
  page.values.resize(3);
  page.values[0].basis = page.values[1].basis = "fact";
  page.values[2].basis = "";
  CHECK_THAT(
      render_page(page),
      Catch::Contains("1 (33 in 100) are facts with their source") &&
          Catch::Contains("1 (33 in 100) are called facts or estimates and name no source") &&
          Catch::Contains("of 1 (33 in 100) the basis is not stated"));
}

TEST_CASE("the reporting draft claims nothing of a scenario that was not read") {
  Page page = hostile_page();
  page.values.clear();
  page.access.clear();
  CHECK_THAT(render_page(page), !Catch::Contains("0 assumptions") &&
                                    !Catch::Contains("The access graph above") &&
                                    !Catch::Contains("are listed above"));
}

TEST_CASE("what there is nothing of is left out") {
  Page page;
  page.heading = {"a", "A", "2026-03-18", "2030-09-30", 1, "0.1.0", "hash", 0.95, 10};
  page.results = Results{page.heading, experiment::Summary(experiment::Columns{}),
                         experiment::Ending::complete};
  const std::string text = render_page(page);
  CHECK_THAT(text, Catch::Contains("The scenario asks no question"));
  for (const char* id : {"market", "next-partner", "days", "access", "futures", "assumptions",
                         "comparison", "sweep", "stress", "left-out"}) {
    INFO(id);
    CHECK(count(text, "<section id=\"" + std::string(id) + "\"") == 0);
  }
}

}  // namespace
}  // namespace acqsim::report
