#include "scenario/yaml_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace acqsim;
using namespace acqsim::scenario;

namespace {

struct Reading {
  Tree tree;
  Problems problems{tree};
  const Node* root = nullptr;

  explicit Reading(const std::string& text) {
    root = read_yaml(text, tree.add_file("a.yaml"), tree, problems);
  }
  std::string said() const {
    try {
      problems.throw_if_any();
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "";
  }
};

}  // namespace

TEST_CASE("keys, values and places count from one", "[scenario][yaml]") {
  const Reading reading("a: 1\nb:\n  - x\n  - {c: \"y\"}\n");
  REQUIRE(reading.root != nullptr);
  CHECK(reading.said() == "");
  const Entry* const b = reading.root->find("b");
  REQUIRE(b != nullptr);
  CHECK(b->place.line == 2);
  CHECK(b->place.column == 1);
  REQUIRE(b->value->items.size() == 2);
  const Entry* const c = b->value->items[1]->find("c");
  REQUIRE(c != nullptr);
  CHECK(c->value->text == "y");
  CHECK(c->value->is_quoted);
  CHECK(c->value->place.line == 4);
  CHECK(c->value->place.column == 9);
  CHECK_FALSE(reading.root->find("a")->value->is_quoted);
}

TEST_CASE("a written null is not a value left out", "[scenario][yaml]") {
  const Reading reading("a: null\nb: ~\nc:\nd: \"null\"\n");
  REQUIRE(reading.root != nullptr);
  CHECK(reading.root->find("a")->value->is_written);
  CHECK(reading.root->find("b")->value->is_written);
  CHECK(reading.root->find("c")->value->is_null());
  CHECK_FALSE(reading.root->find("c")->value->is_written);
  CHECK(reading.root->find("d")->value->is_scalar());
}

TEST_CASE("a byte-order mark and Windows line ends change nothing", "[scenario][yaml]") {
  const Reading reading(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  REQUIRE(reading.root != nullptr);
  CHECK(reading.root->find("a")->value->text == "1");
  CHECK(reading.root->find("b")->value->text == "2");
  CHECK(reading.root->find("b")->place.line == 2);
  CHECK(reading.root->find("a")->place.column == 1);
}

TEST_CASE("reading goes on after a duplicate key, and keeps the first", "[scenario][yaml]") {
  const Reading reading("a: {b: 1, b: [2, {c: 3}], d: 4}\n");
  REQUIRE(reading.root != nullptr);
  CHECK(reading.said() == "a.yaml:1:11: error: a: key 'b' is given twice (first on line 1)");
  const Node* const a = reading.root->find("a")->value;
  CHECK(a->find("b")->value->text == "1");
  CHECK(a->find("d")->value->text == "4");
}

TEST_CASE("text that is not UTF-8 is told where", "[scenario][yaml]") {
  Place place;
  CHECK(text_defect("plain\ttext\r\n\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8E\x89", place) == "");
  for (const std::string bad :
       {"ab\n\xC3", "ab\n\xC0\x80", "ab\n\xED\xA0\x80", "ab\n\xF5\x80\x80\x80", "ab\n\x80",
        "ab\n\xE0\x80\x80", "ab\n\x1B[0m"}) {
    CHECK(text_defect(bad, place) != "");
    CHECK(place.line == 2);
    CHECK(place.column == 1);
  }
}

TEST_CASE("basis and source are handed down to what stands in the same map", "[scenario][yaml]") {
  const Reading reading("source: all\na:\n  basis: fact\n  b: 1\nc: 2\n");
  REQUIRE(reading.root != nullptr);
  const Node* const b = reading.root->find("a")->value->find("b")->value;
  REQUIRE(b->meta != nullptr);
  CHECK(b->meta->basis->text == "fact");
  CHECK(b->meta->source == nullptr);  // another basis than what the outer source is for
  CHECK(reading.root->find("c")->value->meta->source->text == "all");
}
