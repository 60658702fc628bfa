#include "acqsim/spec/field.hpp"

#include <catch2/catch.hpp>

namespace acqsim::spec {
namespace {

enum class Colour { red, dark_green };

struct Inner {
  double depth = 2.0;
};

struct Thing {
  bool is_open = true;
  int count = 3;
  double weight = 0.5;
  std::string title = "first";
  base::Date day = base::Date::from_civil(2026, 3, 18);
  base::Days wait{90.0};
  base::Money cost{1.5e6};
  base::Rate rate{0.5};
  base::Share part{0.25};
  std::optional<base::Money> limit;
  std::vector<std::string> members{"a", "b"};
  stats::Distribution time = stats::Distribution::fixed(30.0);
  Colour colour = Colour::dark_green;
  std::map<std::string, base::Share> mix{{"x", base::Share(0.75)}};
  Inner inner;
  std::map<std::string, Inner> parts{{"one", Inner{}}};
};

const std::vector<std::string> kColours{"red", "dark-green"};

base::Parameter about(std::string name) {
  return {.name = std::move(name), .meaning = "For a test.", .source = "assumption"};
}

TEST_CASE("a member's type implies kind and unit", "[spec][field]") {
  using base::Kind;
  using base::Unit;
  CHECK(leaf(&Thing::is_open, about("a")).about.kind == Kind::boolean);
  CHECK(leaf(&Thing::day, about("a")).about.kind == Kind::date);
  CHECK(leaf(&Thing::title, about("a")).about.kind == Kind::text);
  CHECK(leaf(&Thing::members, about("a")).about.kind == Kind::references);
  CHECK(leaf(&Thing::time, about("a")).about.kind == Kind::distribution);
  CHECK(leaf(&Thing::colour, about("a")).about.kind == Kind::choice);
  CHECK(leaf(&Thing::weight, about("a")).about.kind == Kind::number);
  CHECK(leaf(&Thing::weight, about("a")).about.unit == Unit::none);
  CHECK(leaf(&Thing::count, about("a")).about.unit == Unit::count);
  CHECK(leaf(&Thing::wait, about("a")).about.unit == Unit::days);
  CHECK(leaf(&Thing::cost, about("a")).about.unit == Unit::money);
  CHECK(leaf(&Thing::limit, about("a")).about.unit == Unit::money);
  CHECK(leaf(&Thing::rate, about("a")).about.unit == Unit::per_year);
  CHECK(leaf(&Thing::part, about("a")).about.unit == Unit::share);

  base::Parameter reference = about("a");
  reference.refers_to = "vendors";
  CHECK(leaf(&Thing::title, reference).about.kind == Kind::reference);
  base::Parameter comparison = about("a");
  comparison.kind = Kind::comparison;
  CHECK(leaf(&Thing::title, comparison).about.kind == Kind::comparison);
}

TEST_CASE("a share lies between zero and one, or in a narrower range that is given",
          "[spec][field]") {
  const auto whole = leaf(&Thing::part, about("a")).about.range;
  CHECK(whole.low == 0.0);
  CHECK(whole.high == 1.0);
  base::Parameter narrow = about("a");
  narrow.range = {0.1, 0.2};
  const auto kept = leaf(&Thing::part, narrow).about.range;
  CHECK(kept.low == 0.1);
  CHECK(kept.high == 0.2);
}

TEST_CASE("a leaf gives its member in the stored unit and takes it back", "[spec][field]") {
  Thing thing;
  const auto same = [&](const Field& field, auto before, auto after) {
    REQUIRE(field.get(&thing).has_value());
    CHECK(std::get<decltype(before)>(*field.get(&thing)) == before);
    field.set(&thing, Leaf(after));
    CHECK(std::get<decltype(after)>(*field.get(&thing)) == after);
  };
  same(leaf(&Thing::is_open, about("a")), true, false);
  same(leaf(&Thing::count, about("a")), 3.0, 7.0);
  same(leaf(&Thing::weight, about("a")), 0.5, 0.125);
  same(leaf(&Thing::title, about("a")), std::string("first"), std::string("second"));
  same(leaf(&Thing::day, about("a")), base::Date::from_civil(2026, 3, 18),
       base::Date::from_civil(2030, 1, 1));
  same(leaf(&Thing::wait, about("a")), 90.0, 45.0);
  same(leaf(&Thing::cost, about("a")), 1.5e6, 2.0);
  same(leaf(&Thing::rate, about("a")), 0.5, 0.75);
  same(leaf(&Thing::part, about("a")), 0.25, 1.0);
  same(leaf(&Thing::members, about("a")), std::vector<std::string>{"a", "b"},
       std::vector<std::string>{});
  CHECK(thing.count == 7);
  CHECK(thing.wait == base::Days(45.0));
}

TEST_CASE("a distribution passes through a leaf whole", "[spec][field]") {
  Thing thing;
  const Field field = leaf(&Thing::time, about("a"));
  field.set(&thing, Leaf(stats::Distribution::uniform(0.0, 10.0)));
  CHECK(thing.time.quantile(0.25) == 2.5);
  CHECK(std::get<stats::Distribution>(*field.get(&thing)).quantile(0.75) == 7.5);
}

TEST_CASE("every choice of an enumeration makes the round trip as its text", "[spec][field]") {
  base::Parameter choice = about("a");
  choice.choices = kColours;
  const Field field = leaf(&Thing::colour, choice);
  Thing thing;
  CHECK(std::get<std::string>(*field.get(&thing)) == "dark-green");
  for (std::size_t i = 0; i < kColours.size(); ++i) {
    field.set(&thing, Leaf(kColours[i]));
    CHECK(thing.colour == static_cast<Colour>(i));
    CHECK(std::get<std::string>(*field.get(&thing)) == kColours[i]);
  }
}

TEST_CASE("an optional member without value gives nothing", "[spec][field]") {
  Thing thing;
  const Field field = leaf(&Thing::limit, about("a"));
  CHECK_FALSE(field.get(&thing).has_value());
  field.set(&thing, Leaf(3.0));
  REQUIRE(thing.limit.has_value());
  CHECK(*thing.limit == base::Money(3.0));
  CHECK(std::get<double>(*field.get(&thing)) == 3.0);
}

TEST_CASE("a map of values lists its entries by key and takes new ones", "[spec][field]") {
  Thing thing;
  const Field field = leaf_map(&Thing::mix, about("a"), "levels");
  CHECK(field.keys_refer_to == "levels");
  CHECK(field.about.unit == base::Unit::share);
  field.set_at(&thing, "a", Leaf(0.5));
  field.set_at(&thing, "x", Leaf(0.25));
  const auto entries = field.entries(&thing);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].first == "a");
  CHECK(std::get<double>(entries[0].second) == 0.5);
  CHECK(std::get<double>(entries[1].second) == 0.25);
}

TEST_CASE("records are reached through their field", "[spec][field]") {
  static const Table inner{
      .name = "inner", .meaning = "For a test.", .fields = {leaf(&Inner::depth, about("depth"))}};
  Thing thing;
  const Field one = record(&Thing::inner, about("inner"), inner);
  CHECK(one.child(&thing) == &thing.inner);
  CHECK(one.table == &inner);

  const Field many = record_map(&Thing::parts, about("parts"), inner, "parts");
  CHECK(many.defines == "parts");
  CHECK(many.child_at(&thing, "one") == &thing.parts.at("one"));
  CHECK(thing.parts.size() == 1);
  const void* made = many.child_at(&thing, "two");
  CHECK(made == &thing.parts.at("two"));
  const auto children = many.children(&thing);
  REQUIRE(children.size() == 2);
  CHECK(children[0].first == "one");
  CHECK(children[1].second == &thing.parts.at("two"));
}

}  // namespace
}  // namespace acqsim::spec
