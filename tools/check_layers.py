#!/usr/bin/env python3
"""Holds the layers of sim/README.md as a table and refuses the code that breaks them.

Usage: tools/check_layers.py [ROOT]      prints FILE:LINE: MESSAGE for each fault; exit code 1 if there is one

Refused: an include against the arrows or of another layer's internal header; a third-party header elsewhere than in a
.cpp file of its owner; words of the market in the kernel; a header without #pragma once; a .cpp that does not include its
own header first; printing, exiting and mutable statics in the library; a citation that sim/REFERENCES.md does not have;
a test whose subject is nowhere; a CMake link against the arrows.
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

# Layer: the layers it may include.
LAYERS = {
    "base": set(),
    "stats": {"base"},
    "des": {"base"},
    "spec": {"stats", "base"},
    "model": {"spec", "des", "stats", "base"},
    "scenario": {"spec", "stats", "base"},
    "experiment": {"model", "scenario", "spec", "stats", "base"},
    "store": {"experiment", "stats", "base"},
    "report": {"store", "experiment", "stats", "base"},
}
PROGRAM = "tools/acqsim"  # above all layers

# Third-party header, as a prefix of its name: the layers whose .cpp files may include it ("tests" for all of tests/).
EVERYWHERE = {*LAYERS, PROGRAM, "tests"}
THIRD_PARTY = {
    "fmt/": EVERYWHERE,
    "boost/math/": {"stats"},
    "boost/random/": {"stats"},
    "Random123/": {"des"},
    "boost/graph/": {"model"},
    "boost/property_map/": {"model"},
    "yaml-cpp/": {"scenario"},
    "sqlite3.h": {"store"},
    "boost/program_options": {PROGRAM},
    "catch2/": {"tests"},
    "ns3/": {"tests"},
    "simgrid/": {"tests"},
    "systemc": {"tests"},
}

MARKET_WORDS = {
    "agency", "agencies", "vendor", "vendors", "cloud", "clouds", "procurement", "procurements", "fedramp", "solicitation",
    "contractor", "government", "federal", "award", "awards", "openai", "azure", "aws", "google", "oracle",
}  # fmt: skip

# Tests of more than one file, which therefore mirror none.
TESTS_WITHOUT_SUBJECT = {"allocation", "conformance", "fingerprint", "golden"}
MIRRORED = {*LAYERS}

SYSTEM_FOLDERS = ("sys/", "sanitizer/")
KEY = r"[a-z][a-z0-9]+(?:[-.][a-z0-9]+)*-[a-z0-9.]*[a-z0-9]"
CITATION = re.compile(rf"\[({KEY})\]")
WHOLE_KEY = re.compile(rf"{KEY}\Z")
CITED_ALONE = re.compile(r"[a-z][a-z-]*-(?:18|19|20)\d\d\Z")  # a string that is nothing but a name and a year
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SPEAKING = re.compile(
    r"\bstd::(?:cout|cerr|clog|exit|quick_exit|_Exit|abort|puts|printf)\b|\bfmt::print\b"
    r"|(?<![\w:.>])(?:printf|fprintf|puts|exit|abort)\s*\("
)
MUTABLE_STATIC = re.compile(
    r"^\s*(?:(?:static|inline|thread_local|constinit)\s+)+(?!namespace\b)"
    r"(?![^;={(]*\b(?:const|constexpr|consteval)\b)[^;={(]+[;={]"
)


class Fault(NamedTuple):
    path: str
    line: int
    message: str


class Source(NamedTuple):
    """A file taken apart: `code` has blanks for comments and for the insides of strings, line by line."""

    path: str  # relative to the root, with slashes
    lines: list[str]
    code: list[str]
    comments: list[tuple[int, str]]
    strings: list[tuple[int, str]]

    @property
    def is_header(self) -> bool:
        return self.path.endswith(".hpp")

    @property
    def owner(self) -> str:
        """The layer, the program or "tests"; "" for what is none of them."""
        parts = self.path.split("/")
        if parts[0] == "tests":
            return "tests"
        if self.path.startswith(PROGRAM + "/"):
            return PROGRAM
        if parts[0] == "sim" and len(parts) > 2:
            return parts[1]
        if parts[:2] == ["include", "acqsim"] and len(parts) > 3:
            return parts[2]
        return ""

    @property
    def in_library(self) -> bool:
        return self.path.startswith(("sim/", "include/"))

    def includes(self) -> Iterator[tuple[int, str, str]]:
        """Line, the opening bracket or quote, and the name."""
        for number, (line, code) in enumerate(zip(self.lines, self.code), 1):
            found = INCLUDE.match(line)
            if found and code.strip().startswith("#"):
                yield number, found[1], found[2]


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|\bR"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def take_apart(path: str, text: str) -> Source:
    comments, strings = [], []

    def blank(token: re.Match) -> str:
        word = token[0]
        line = text.count("\n", 0, token.start()) + 1
        is_comment = word.startswith(("//", "/*"))
        for offset, part in enumerate(word.split("\n")):
            (comments if is_comment else strings).append((line + offset, part))
        if is_comment:
            return re.sub(r"[^\n]", " ", word)
        return word[0] + re.sub(r"[^\n]", " ", word[1:-1]) + word[-1]

    code = TOKEN.sub(blank, text)
    return Source(path, text.split("\n"), code.split("\n"), comments, strings)


def own_header_of(path: str) -> str:
    """The public header that sim/P/x.cpp defines, as it is included; "" for another file."""
    if not (path.startswith("sim/") and path.endswith(".cpp")):
        return ""
    return "acqsim/" + path.removeprefix("sim/").removesuffix(".cpp") + ".hpp"


def layer_faults(source: Source) -> Iterator[Fault]:
    """Arrows between layers, third-party headers, and how an include is written."""
    owner = source.owner
    for line, bracket, name in source.includes():
        if own_header_of(source.path) == name:
            continue
        if bracket == "<" and name.startswith("acqsim/"):
            target = name.split("/")[1]
            if target not in LAYERS:
                yield Fault(source.path, line, f"<{name}>: there is no layer '{target}'")
            elif owner in LAYERS and target != owner and target not in LAYERS[owner]:
                yield Fault(source.path, line, f"{owner} may not include {target}: <{name}>")
        elif bracket == "<":
            yield from third_party_faults(source, line, name)
        elif source.path.startswith("include/"):
            yield Fault(source.path, line, f'a public header includes only public headers, not "{name}"')
        elif owner in LAYERS and name.split("/")[0] != owner:
            yield Fault(source.path, line, f'"{name}" is not internal to {owner}: write "{owner}/..." or <acqsim/...>')


def third_party_faults(source: Source, line: int, name: str) -> Iterator[Fault]:
    owners = next((owners for prefix, owners in THIRD_PARTY.items() if name.startswith(prefix)), None)
    if owners is None:
        if "/" in name and not name.startswith(SYSTEM_FOLDERS):
            yield Fault(source.path, line, f"<{name}> belongs to no layer; tools/check_layers.py lists the libraries in use")
        return
    if source.owner == "tests":
        tested = source.path.split("/")[1]
        if "tests" not in owners and tested not in owners:
            yield Fault(source.path, line, f"<{name}> is for {', '.join(sorted(owners))} and its tests only")
    elif source.owner not in owners:
        yield Fault(source.path, line, f"<{name}> is for {', '.join(sorted(owners))} only")
    elif source.is_header:
        yield Fault(source.path, line, f"<{name}> in a header: third-party headers belong in .cpp files")


def kernel_faults(source: Source) -> Iterator[Fault]:
    if source.owner != "des":
        return
    for number, line in enumerate(source.lines, 1):
        in_names = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", line)
        for word in dict.fromkeys(re.findall(r"[A-Za-z]+", line) + re.findall(r"[A-Za-z]+", in_names)):
            if word.lower() in MARKET_WORDS:
                yield Fault(source.path, number, f"'{word}' is a word of the market; the kernel knows none")


def header_faults(source: Source, root: Path) -> Iterator[Fault]:
    if source.is_header:
        if not any(line.strip() == "#pragma once" for line in source.code):
            yield Fault(source.path, 1, "#pragma once is missing")
        return
    # In quotes, because clang-format keeps only a quoted header in front of the others.
    public = own_header_of(source.path)
    own = [public] if public and (root / "include" / public).is_file() else []
    inner = source.path.removesuffix(".cpp") + ".hpp"
    if source.path.startswith(("sim/", "tools/")) and (root / inner).is_file():
        own.append(inner.split("/", 1)[1])
    if not own:
        return
    line, bracket, name = next(source.includes(), (1, "", ""))
    if bracket != '"' or name not in own:
        yield Fault(source.path, line, "its own header comes first: " + " or ".join(f'#include "{name}"' for name in own))


def manner_faults(source: Source) -> Iterator[Fault]:
    if not source.in_library and source.owner != PROGRAM:
        return
    for number, line in enumerate(source.code, 1):
        spoken = SPEAKING.search(line)
        if spoken and source.in_library:
            yield Fault(source.path, number, f"'{spoken[0].rstrip('( ')}': the library never prints and never exits")
        if MUTABLE_STATIC.match(line):
            yield Fault(source.path, number, "a mutable static or global: state belongs to the World or the Simulation")


def citation_faults(source: Source, known: set[str]) -> Iterator[Fault]:
    if not source.in_library and source.owner != PROGRAM:
        return
    for number, text in source.comments + source.strings:
        for key in CITATION.findall(text):
            if key not in known:
                yield Fault(source.path, number, f"[{key}] is not an entry of sim/REFERENCES.md")
    for number, text in source.strings:
        key = text.strip('"')
        if not WHOLE_KEY.match(key):
            continue
        is_source = re.search(r"\.source\s*=\s*$", source.lines[number - 1].split(text)[0])
        if (is_source or CITED_ALONE.match(key)) and key not in known:
            yield Fault(source.path, number, f"'{key}' is not an entry of sim/REFERENCES.md")


def known_references(text: str) -> set[str]:
    return set(re.findall(rf"^- \[({KEY})\]", text, re.MULTILINE))


def mirror_faults(source: Source, root: Path) -> Iterator[Fault]:
    parts = source.path.split("/")
    if parts[0] != "tests" or not source.path.endswith("_test.cpp") or parts[1] not in MIRRORED:
        return
    inner = "/".join(parts[1:]).removesuffix("_test.cpp")
    if inner.split("/")[-1] in TESTS_WITHOUT_SUBJECT:
        return
    subjects = (f"sim/{inner}.cpp", f"sim/{inner}.hpp", f"include/acqsim/{inner}.hpp")
    if not any((root / subject).is_file() for subject in subjects):
        yield Fault(source.path, 1, f"mirrors nothing: there is no {subjects[0]} and no header of that name")


def test_name_faults(source: Source) -> Iterator[Fault]:
    if source.owner != "tests":
        return
    text = "\n".join(source.lines)
    for case in re.finditer(r'\bTEST_CASE\(\s*"([^"]*)"', text):
        if ";" in case[1]:
            yield Fault(source.path, text.count("\n", 0, case.start()) + 1,
                        "';' in the name of a test: CMake splits it into two that do not exist")


def build_faults(path: str, text: str) -> Iterator[Fault]:
    for call in re.finditer(r"^acqsim_layer\((\w+)([^)]*)\)", text, re.MULTILINE):
        layer, line = call[1], text.count("\n", 0, call.start()) + 1
        if layer not in LAYERS:
            yield Fault(path, line, f"there is no layer '{layer}'")
            continue
        for target in re.findall(r"acqsim::(\w+)", call[2]):
            if target not in LAYERS[layer]:
                yield Fault(path, line, f"{layer} may not link {target}")


def faults_in(root: Path) -> Iterator[Fault]:
    references = root / "sim/REFERENCES.md"
    known = known_references(references.read_text(encoding="utf-8")) if references.is_file() else None
    if known is None:
        print("check_layers: sim/REFERENCES.md is missing, citations are not checked", file=sys.stderr)
    build = root / "CMakeLists.txt"
    if build.is_file():
        yield from build_faults("CMakeLists.txt", build.read_text(encoding="utf-8"))
    for folder in ("include", "sim", "tools", "tests"):
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            source = take_apart(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
            if source.in_library and source.owner not in LAYERS:
                yield Fault(source.path, 1, "lies in no layer of the table")
                continue
            yield from layer_faults(source)
            yield from kernel_faults(source)
            yield from header_faults(source, root)
            yield from manner_faults(source)
            if known is not None:
                yield from citation_faults(source, known)
            yield from mirror_faults(source, root)
            yield from test_name_faults(source)


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip(), file=sys.stdout if len(arguments) == 1 else sys.stderr)
        return 0 if len(arguments) == 1 else 2
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    if not root.is_dir():
        print(f"check_layers: {root} is not a folder", file=sys.stderr)
        return 2
    count = 0
    for fault in faults_in(root):
        count += 1
        print(f"{fault.path}:{fault.line}: {fault.message}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
