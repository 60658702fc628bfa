// The schema of scenario files by a validator that is not ours: every scenario of the project passes; what it refuses, "acqsim
// check" refuses too; and of what "check" refuses it refuses all that a schema can know.
//
// Usage: schema_test.mjs ACQSIM SOURCE_DIRECTORY
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import Ajv from "ajv";
import YAML from "yaml";

const [program, source] = process.argv.slice(2);
// What "check" says of things that stand in the one file, in the one place. Ids, dates against each other, effects' paths and
// what must be there once all files are overlaid are beyond a schema.
const KNOWABLE = /unknown key '|expected .*, found |is not an id /;
const BEYOND = /: (vary|policies)\.|is not valid|quoted text|range: expected|found '-?[0-9.]+'|origins|found nothing/;

const schema = JSON.parse(readFileSync(join(source, "scenarios", "acqsim.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);
const failures = [];
const fail = (text) => failures.push(text);

function parsed(text) {
  const document = YAML.parseDocument(text, { version: "1.2" });
  return document.errors.length > 0 ? undefined : document.toJS();
}

function yamlFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name))
    .sort();
}

// By file: the lines that "check" says of it; absent, it is right.
function checked(files) {
  const said = new Map();
  const run = spawnSync(program, ["check", "--allow-outside", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  for (const line of run.stderr.split("\n")) {
    const match = /^(.*?):(\d+:\d+: )?error: /.exec(line);
    if (!match) continue;
    const name = basename(match[1]);
    said.set(name, [...(said.get(name) ?? []), line]);
  }
  return said;
}

function scenariosPass() {
  // The claims are a file of their own kind.
  const scenarios = yamlFiles(join(source, "scenarios")).filter((file) => basename(file) !== "claims.yaml");
  const files = [...scenarios, join(source, "tests/support/small.yaml")];
  for (const file of files) {
    if (!validate(parsed(readFileSync(file, "utf8")))) {
      fail(`${file} is refused: ${JSON.stringify(validate.errors.slice(0, 3))}`);
    }
  }
  return files.length;
}

function badCasesAgree() {
  const files = yamlFiles(join(source, "tests/bad")).filter((file) => !file.includes("/parts/"));
  let refused = 0;
  for (const file of files) {
    const content = parsed(readFileSync(file, "utf8"));
    if (content === undefined) continue; // not YAML, or a key given twice: any parser says so
    const expected = readFileSync(file.replace(/yaml$/, "expected"), "utf8").split("\n");
    const here = expected.filter((line) => line.startsWith(basename(file) + ":"));
    const known = here.filter((line) => KNOWABLE.test(line) && !BEYOND.test(line));
    const passes = validate(content);
    if (!passes) ++refused;
    if (passes && known.length > 0) fail(`${basename(file)} passes the schema, but:\n  ${known.join("\n  ")}`);
    if (!passes && here.length === 0) fail(`${basename(file)} is refused by the schema alone`);
  }
  if (refused < 20) fail(`only ${refused} bad cases are refused: the test has lost its subject`);
  return refused;
}

// Every scalar of a right scenario by what nothing accepts, and into every map a key that nothing knows.
function* mutations(root) {
  const copy = () => structuredClone(root);
  const at = (tree, path) => path.reduce((node, key) => node[key], tree);
  function* walk(node, path) {
    if (node !== null && typeof node === "object" && !Array.isArray(node)) {
      const wrong = copy();
      at(wrong, path)["No_Such Key"] = 1;
      yield [[...path, "No_Such Key"].join("."), wrong];
      for (const key of Object.keys(node)) yield* walk(node[key], [...path, key]);
    } else if (!Array.isArray(node)) {
      for (const bad of [[[1]], { no_such_key: 1 }]) {
        const wrong = copy();
        at(wrong, path.slice(0, -1))[path.at(-1)] = bad;
        yield [`${path.join(".")}=${JSON.stringify(bad)}`, wrong];
      }
    }
  }
  yield* walk(root, []);
}

function mutationsAgree() {
  const root = parsed(readFileSync(join(source, "tests/support/small.yaml"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "acqsim-schema-"));
  try {
    const cases = [...mutations(root)].map(([what, content], index) => {
      const file = join(folder, `case-${index}.yaml`);
      writeFileSync(file, YAML.stringify(content, { aliasDuplicateObjects: false }));
      return { what, content, file };
    });
    const said = checked(cases.map((one) => one.file));
    for (const { what, content, file } of cases) {
      const bySchema = !validate(content);
      const byCheck = said.has(basename(file));
      if (bySchema !== byCheck) {
        fail(`${what}: schema ${bySchema ? "refuses" : "passes"}, check ${byCheck ? "refuses" : "passes"}`);
      }
    }
    return cases.length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const counts = [scenariosPass(), badCasesAgree(), mutationsAgree()];
for (const text of failures) console.error(text);
console.log(`${counts[0]} files pass, ${counts[1]} bad cases refused, ${counts[2]} mutations; ${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
