#include "report/page/html.hpp"

#include <catch2/catch.hpp>

namespace acqsim::report::html {

TEST_CASE("text is escaped for elements and for attributes") {
  CHECK(escaped("<b a=\"1\" c='2'>&amp;</b>") ==
        "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
  CHECK(escaped("Ünï ✓\n") == "Ünï ✓\n");
  CHECK(escaped(std::string_view("a\0b\x1b", 4)) == "a b ");
}

TEST_CASE("JSON in a script can neither end it nor open another") {
  CHECK(json_in_script("\"</script><!--<script>&\"") ==
        "\"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u0026\"");
}

TEST_CASE("only what leads to the web is a link") {
  CHECK(link("https://example.org/?a=1&b=\"", "A & B") ==
        "<a href=\"https://example.org/?a=1&amp;b=&quot;\" rel=\"noopener noreferrer\">A &amp; "
        "B</a>");
  for (const char* href : {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x",
                           " https://example.org", "//example.org", ""}) {
    CHECK(link(href, "<i>") == "&lt;i&gt;");
  }
}

TEST_CASE("a table has a caption, headings of both kinds, and numbers set right") {
  Table table("A & B", {{"Name"}, {"Days", true}});
  CHECK(table.is_empty());
  table.row({escaped("<x>"), "3"});
  table.row({"y"});
  CHECK(table.size() == 2);
  CHECK_THAT(table.markup(), Catch::Contains("<caption>A &amp; B</caption>") &&
                                 Catch::Contains("<th scope=\"col\" class=\"n\">Days</th>") &&
                                 Catch::Contains("<th scope=\"row\">&lt;x&gt;</th><td "
                                                 "class=\"n\">3</td>") &&
                                 Catch::Contains("<th scope=\"row\">y</th><td class=\"n\"></td>"));
  CHECK_THAT(table.folded("More"), Catch::StartsWith("<details open class=\"data\">"
                                                     "<summary>More</summary>"));
}

}  // namespace acqsim::report::html
