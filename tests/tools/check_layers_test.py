"""Each rule of tools/check_layers.py on a small tree that keeps it and one that breaks it."""

import contextlib
import importlib.util
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
TOOL = Path(__file__).resolve().parents[2] / "tools/check_layers.py"
spec = importlib.util.spec_from_file_location("check_layers", TOOL)
check_layers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_layers)

HEADER = "#pragma once\n"


class CheckLayersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run_tool(self):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = check_layers.main([str(self.root)])
        return code, out.getvalue().splitlines(), err.getvalue()

    def assert_clean(self):
        code, lines, _ = self.run_tool()
        self.assertEqual(lines, [])
        self.assertEqual(code, 0)

    def assert_one_fault(self, place, words):
        code, lines, _ = self.run_tool()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith(place + ": "), lines[0])
        self.assertIn(words, lines[0])
        self.assertEqual(code, 1)

    def test_an_empty_tree_is_clean(self):
        self.assert_clean()

    def test_a_file_that_keeps_every_rule_is_clean(self):
        self.write("sim/REFERENCES.md", "- [arthur-1989] Increasing returns.\n")
        self.write("include/acqsim/stats/x.hpp", HEADER + "#include <acqsim/base/y.hpp>\n\n#include <vector>\n")
        self.write(
            "sim/stats/x.cpp",
            '#include "acqsim/stats/x.hpp"\n\n#include <acqsim/base/y.hpp>\n#include <boost/math/special_functions/beta.hpp>\n'
            "#include <fmt/format.h>\n\n#include <sys/stat.h>\n\n// Source: [arthur-1989]; std::cout stays out.\n"
            'static const int kOne = 1;\nstatic int twice(int x) { return 2 * x; }\nconst char* text = "exit(1) [1-p] [a, b]";\n',
        )
        self.write("tests/stats/x_test.cpp", "#include <catch2/catch.hpp>\n#include <boost/math/tools/roots.hpp>\n")
        self.assert_clean()

    def test_an_include_against_the_arrows_is_refused(self):
        self.write("sim/scenario/x.cpp", "// why\n#include <acqsim/model/world.hpp>\n")
        self.assert_one_fault("sim/scenario/x.cpp:2", "scenario may not include model")

    def test_every_layer_refuses_what_the_table_does_not_allow_and_takes_the_rest(self):
        for layer, allowed in check_layers.LAYERS.items():
            for target in check_layers.LAYERS:
                source = check_layers.take_apart(f"sim/{layer}/x.cpp", f"#include <acqsim/{target}/y.hpp>\n")
                faults = list(check_layers.layer_faults(source))
                self.assertEqual(bool(faults), target != layer and target not in allowed, (layer, target))

    def test_the_table_has_no_cycle_and_is_closed(self):
        for layer, allowed in check_layers.LAYERS.items():
            for target in allowed:
                self.assertNotIn(layer, check_layers.LAYERS[target])
                if layer != "experiment" and layer != "store" and layer != "report":
                    self.assertLessEqual(check_layers.LAYERS[target], allowed, layer)

    def test_an_unknown_layer_is_refused(self):
        self.write("sim/model/x.cpp", "#include <acqsim/wrold/world.hpp>\n")
        self.assert_one_fault("sim/model/x.cpp:1", "no layer 'wrold'")

    def test_a_folder_that_is_no_layer_is_refused(self):
        self.write("sim/utilities/x.cpp", "int f();\n")
        self.assert_one_fault("sim/utilities/x.cpp:1", "no layer")

    def test_another_layers_internal_header_is_refused(self):
        self.write("sim/model/x.cpp", '#include "des/heap.hpp"\n')
        self.assert_one_fault("sim/model/x.cpp:1", "not internal to model")

    def test_a_public_header_with_an_internal_include_is_refused(self):
        self.write("include/acqsim/model/x.hpp", HEADER + '#include "model/y.hpp"\n')
        self.assert_one_fault("include/acqsim/model/x.hpp:2", "only public headers")

    def test_a_third_party_header_outside_its_owner_is_refused(self):
        for name in ("boost/graph/adjacency_list.hpp", "yaml-cpp/yaml.h", "sqlite3.h", "catch2/catch.hpp",
                     "Random123/philox.h", "boost/program_options.hpp"):  # fmt: skip
            with self.subTest(name):
                self.write("sim/base/x.cpp", f"#include <{name}>\n")
                self.assert_one_fault("sim/base/x.cpp:1", f"<{name}> is for")

    def test_a_third_party_header_in_a_header_of_its_owner_is_refused(self):
        self.write("sim/store/x.hpp", HEADER + "#include <sqlite3.h>\n")
        self.assert_one_fault("sim/store/x.hpp:2", "third-party headers belong in .cpp files")

    def test_a_library_nobody_agreed_on_is_refused(self):
        self.write("sim/base/x.cpp", "#include <absl/strings/str_cat.h>\n")
        self.assert_one_fault("sim/base/x.cpp:1", "belongs to no layer")

    def test_a_test_of_another_layer_may_not_use_the_third_party_header(self):
        self.write("sim/base/x.cpp", "")
        self.write("tests/base/x_test.cpp", "#include <sqlite3.h>\n")
        self.assert_one_fault("tests/base/x_test.cpp:1", "<sqlite3.h> is for store")

    def test_a_commented_include_counts_for_nothing(self):
        self.write("sim/base/x.cpp", "// #include <sqlite3.h>\n/*\n#include <acqsim/model/world.hpp>\n*/\n")
        self.assert_clean()

    def test_words_of_the_market_are_refused_in_the_kernel_even_in_comments_and_names(self):
        for line in ("// wakes the agency", "void wakeVendor();", "int cloud_count();", "// FedRAMP"):
            with self.subTest(line):
                self.write("include/acqsim/des/x.hpp", HEADER + line + "\n")
                self.assert_one_fault("include/acqsim/des/x.hpp:2", "word of the market")

    def test_words_that_only_contain_a_word_of_the_market_are_fine(self):
        self.write("include/acqsim/des/x.hpp", HEADER + "// laws, draws; acquires a resource\nint clouded;\n")
        self.assert_clean()

    def test_the_market_may_speak_of_itself(self):
        self.write("sim/model/x.cpp", "// the agency and the vendor\n")
        self.assert_clean()

    def test_a_header_without_pragma_once_is_refused(self):
        self.write("tests/support/x.hpp", "// #pragma once\nint f();\n")
        self.assert_one_fault("tests/support/x.hpp:1", "#pragma once is missing")

    def test_a_cpp_that_does_not_include_its_own_public_header_first_is_refused(self):
        self.write("include/acqsim/base/x.hpp", HEADER)
        for includes in ("#include <vector>\n", "", "#include <acqsim/base/x.hpp>\n"):
            with self.subTest(includes):
                self.write("sim/base/x.cpp", includes)
                self.assert_one_fault("sim/base/x.cpp:1", 'its own header comes first: #include "acqsim/base/x.hpp"')

    def test_a_cpp_that_does_not_include_its_own_internal_header_first_is_refused(self):
        self.write("sim/model/rules/x.hpp", HEADER)
        self.write("sim/model/rules/x.cpp", '#include "model/a.hpp"\n#include "model/rules/x.hpp"\n')
        self.assert_one_fault("sim/model/rules/x.cpp:1", '#include "model/rules/x.hpp"')

    def test_a_verb_that_does_not_include_its_own_header_first_is_refused(self):
        self.write("tools/acqsim/cli.hpp", HEADER)
        self.write("tools/acqsim/cli.cpp", "#include <string>\n")
        self.assert_one_fault("tools/acqsim/cli.cpp:1", '#include "acqsim/cli.hpp"')

    def test_printing_and_exiting_are_refused_in_the_library(self):
        for code in ("std::cout << 1;", "std::cerr << 1;", "std::exit(1);", "printf(text);", "fmt::print(text);", "abort();"):
            with self.subTest(code):
                self.write("sim/report/x.cpp", f"void f() {{ {code} }}\n")
                self.assert_one_fault("sim/report/x.cpp:1", "never prints")

    def test_printing_and_exiting_are_for_the_program(self):
        self.write("tools/acqsim/main.cpp", "int main() { std::cout << 1; std::exit(0); }\n")
        self.assert_clean()

    def test_calls_that_only_look_like_printing_are_fine(self):
        self.write("sim/report/x.cpp", 'void f() { std::snprintf(b, 1, "x"); queue.exit(); fmt::format("std::cout"); }\n')
        self.assert_clean()

    def test_mutable_statics_are_refused(self):
        for code in ("static int count = 0;", "  static std::vector<int> cache;", "thread_local Stream stream{1};",
                     "inline bool verbose = false;", "static std::string names[3] = {};"):  # fmt: skip
            with self.subTest(code):
                self.write("sim/model/x.cpp", code + "\n")
                self.assert_one_fault("sim/model/x.cpp:1", "mutable static")

    def test_constants_functions_and_inline_namespaces_are_no_mutable_statics(self):
        self.write(
            "sim/model/x.cpp",
            "static constexpr int kA = 1;\ninline constexpr double kB = 2;\nstatic const RuleRow row{1};\n"
            "static Choice choose(const View& view);\ninline Money cost(Days days) { return {}; }\n"
            "inline namespace v1 {}\nstatic_assert(true);\ninline Days operator+(Days a, Days b);\n",
        )
        self.assert_clean()

    def test_an_unknown_citation_is_refused_in_comments_and_strings(self):
        self.write("sim/REFERENCES.md", "# Sources\n\n- [arthur-1989] Not [gao-2010].\n- [far-15.101-2] FAR\n")
        for line, key in {
            "/// Source: [arthur-1989], [far-15.101-2]; [polya-1930].": "[polya-1930]",
            'auto row = Row{.source = "far-15.101-1"};': "'far-15.101-1'",
            'auto row = Row{.source = "acqsim-model"};': "'acqsim-model'",
            'field("rate", "1/day", "How often.", "gao-2010", &Vendor::rate)': "'gao-2010'",
            'auto source = "assumption after [gao-protest]";': "[gao-protest]",
        }.items():
            with self.subTest(line):
                self.write("sim/model/x.cpp", "\n" + line + "\n")
                self.assert_one_fault("sim/model/x.cpp:2", f"{key} is not an entry")

    def test_known_citations_and_other_texts_with_hyphens_are_fine(self):
        self.write("sim/REFERENCES.md", "- [arthur-1989] Increasing returns.\n- [far-15.101-2] FAR\n")
        self.write(
            "sim/model/x.cpp",
            'Row{.name = "lowest-price", .source = "far-15.101-2"};\nfield("a", "arthur-1989");\n// 2026-03-18, [0, 1-p]\n'
            'Row{.source = "assumption"};\nauto date = "2026-03-18"; auto id = "gpt-4"; auto pattern = "[a-z0-9]";\n',
        )
        self.assert_clean()

    def test_without_a_list_of_references_citations_are_not_checked_and_it_says_so(self):
        self.write("sim/model/x.cpp", "/// Source: [polya-1930].\n")
        code, lines, messages = self.run_tool()
        self.assertEqual((code, lines), (0, []))
        self.assertIn("citations are not checked", messages)

    def test_a_test_that_mirrors_nothing_is_refused(self):
        self.write("tests/model/rules/x_test.cpp", "")
        self.assert_one_fault("tests/model/rules/x_test.cpp:1", "mirrors nothing")
        self.write("include/acqsim/model/rules/x.hpp", HEADER)
        self.assert_clean()

    def test_tests_of_the_whole_mirror_nothing_by_right(self):
        self.write("tests/model/conformance_test.cpp", "")
        self.write("tests/limits/polya_urn_test.cpp", "")
        self.assert_clean()

    def test_a_link_against_the_arrows_is_refused(self):
        self.write("CMakeLists.txt", "acqsim_layer(base)\nacqsim_layer(scenario PUBLIC acqsim::spec\n  acqsim::model)\n")
        self.assert_one_fault("CMakeLists.txt:2", "scenario may not link model")

    def test_strings_and_raw_strings_are_not_code(self):
        self.write("sim/REFERENCES.md", "- [polya-1930] An urn.\n")
        self.write(
            "sim/report/x.cpp",
            'auto a = R"html(\n\nstd::cout\n// [polya-1930]\n)html";\nint million = 1\'000\'000; char quote = \'"\';\n'
            'auto b = "/* not a comment"; // std::cerr\n',
        )
        self.assert_clean()

    def test_a_test_name_that_cmake_would_split_is_refused(self):
        self.write("tests/des/x_test.cpp", 'int a;\nTEST_CASE(\n    "one; two")\n')
        self.write("sim/des/x.cpp", "")
        self.assert_one_fault("tests/des/x_test.cpp:2", "name of a test")

    def test_bad_usage_has_its_own_exit_code(self):
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(check_layers.main([str(self.root / "missing")]), 2)
            self.assertEqual(check_layers.main(["a", "b"]), 2)


if __name__ == "__main__":
    unittest.main()
