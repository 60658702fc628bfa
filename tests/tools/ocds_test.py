#!/usr/bin/env python3
"""Validates what 'acqsim trace --format ocds' writes against the official schemas and code lists of OCDS 1.1.

Usage: ocds_test.py PROGRAM SCENARIO...

ACQSIM_OCDS_DIR names the folder with release-package-schema.json, release-schema.json and codelists/, as in the standard's
repository at the tag 1__1__5. Without it the test is skipped (exit code 77).
"""

import copy
import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator

import jsonschema

SKIPPED = 77


def code_lists(folder: Path) -> dict[str, set[str]]:
    lists = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            lists[file.name] = {row["Code"] for row in csv.DictReader(rows)}
    return lists


def strict(schema: Any) -> Any:
    """The same schema, in which objects have no members but those that are described."""
    if isinstance(schema, dict):
        result = {key: strict(value) for key, value in schema.items()}
        if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema:
            result["additionalProperties"] = False
        return result
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    return schema


def wrong_codes(value: Any, schema: Any, root: Any, lists: dict[str, set[str]], path: str = "") -> Iterator[str]:
    """Values whose schema names a code list that does not have them."""
    while "$ref" in schema:
        node = root
        for part in schema["$ref"].lstrip("#/").split("/"):
            node = node[part]
        schema = node
    if "codelist" in schema and value is not None:
        for code in value if isinstance(value, list) else [value]:
            if code not in lists[schema["codelist"]]:
                yield f"{path}: {code!r} is not in {schema['codelist']}"
    if isinstance(value, dict):
        for key, member in value.items():
            if key in schema.get("properties", {}):
                yield from wrong_codes(member, schema["properties"][key], root, lists, f"{path}/{key}")
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for position, item in enumerate(value):
            yield from wrong_codes(item, schema["items"], root, lists, f"{path}/{position}")


class Standard:
    def __init__(self, folder: Path):
        self.release = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
        self.package = json.loads((folder / "release-package-schema.json").read_text(encoding="utf-8"))
        self.lists = code_lists(folder / "codelists")

    def problems(self, package: Any, most: int = 5) -> list[str]:
        found = []
        envelope = {**package, "releases": package.get("releases", [])[:1]}
        store = {self.release["id"]: self.release}
        resolver = jsonschema.RefResolver.from_schema(self.package, store=store)
        validator = jsonschema.Draft4Validator(self.package, resolver=resolver, format_checker=jsonschema.FormatChecker())
        found += [f"package: {error.message}" for error in validator.iter_errors(envelope)]
        official = jsonschema.Draft4Validator(self.release, format_checker=jsonschema.FormatChecker())
        closed = jsonschema.Draft4Validator(strict(self.release))
        ids = set()
        for position, release in enumerate(package.get("releases", [])):
            for check in (official, closed):
                found += [f"release {position}: {error.message[:300]}" for error in check.iter_errors(release)]
            found += [f"release {position}{text}" for text in wrong_codes(release, self.release, self.release, self.lists)]
            key = (release.get("ocid"), release.get("id"))
            if key in ids:
                found.append(f"release {position}: {key} is there twice")
            ids.add(key)
            if len(found) >= most:
                break
        return found


def sample(package: Any) -> Any:
    """The envelope with at most some releases of each tag, which are all alike."""
    chosen, counts = [], {}
    for release in package["releases"]:
        tag = tuple(release["tag"])
        counts[tag] = counts.get(tag, 0) + 1
        if counts[tag] <= 150:
            chosen.append(release)
    return {**package, "releases": chosen}


def check_that_faults_are_found(standard: Standard, package: Any) -> list[str]:
    """The validation has power: each of these faults must be refused."""
    faults = []

    def spoil(what: str, change: Any) -> None:
        spoiled = copy.deepcopy({**package, "releases": package["releases"][:3]})
        change(spoiled)
        if not standard.problems(spoiled):
            faults.append(f"a package with {what} was accepted")

    spoil("a tag that does not exist", lambda p: p["releases"][0].update(tag=["planed"]))
    spoil("a role that does not exist", lambda p: p["releases"][0]["parties"][0].update(roles=["purchaser"]))
    spoil("a release without an id", lambda p: p["releases"][0].pop("id"))
    spoil("a member that does not exist", lambda p: p["releases"][0].update(colour="red"))
    spoil("two releases of one id", lambda p: p["releases"].append(p["releases"][0]))
    spoil("no publisher", lambda p: p.pop("publisher"))
    return faults


def main() -> int:
    folder = os.environ.get("ACQSIM_OCDS_DIR", "")
    if not folder:
        print("skipped: ACQSIM_OCDS_DIR does not name a folder with the schemas of OCDS 1.1.5")
        return SKIPPED
    standard = Standard(Path(folder))
    program, scenarios = sys.argv[1], sys.argv[2:]
    faults = []
    for scenario in scenarios:
        command = [program, "trace", scenario, "--rep", "0", "--format", "ocds"]
        package = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        part = sample(package)
        problems = standard.problems(part)
        faults += [f"{scenario}: {problem}" for problem in problems]
        tags = sorted({tag for release in part["releases"] for tag in release["tag"]})
        print(f"{scenario}: {len(part['releases'])} of {len(package['releases'])} releases checked: {', '.join(tags)}")
        if "award" not in tags:
            faults.append(f"{scenario}: no award to check")
        faults += check_that_faults_are_found(standard, part)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
