// The schema in a real editor server: it completes keys, explains them, flags an unknown one and leaves a right scenario alone.
//
// Usage: server_test.mjs SOURCE_DIRECTORY
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const rpc = require("vscode-jsonrpc/node");
const [source] = process.argv.slice(2);
const schema = pathToFileURL(join(source, "scenarios", "acqsim.schema.json")).href;

const main = join(dirname(require.resolve("yaml-language-server/package.json")), "bin", "yaml-language-server");
const server = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);

const settings = {
  yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false }, schemas: { [schema]: "*.yaml" } },
};
// The server asks its editor for settings, section by section.
connection.onRequest("workspace/configuration", ({ items }) =>
  items.map(({ section }) => (section === "yaml" ? settings.yaml : {})),
);
connection.onRequest("client/registerCapability", () => null);
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
connection.listen();

let failures = 0;
function expect(condition, what) {
  console.log(`${condition ? "ok" : "not ok"} - ${what}`);
  if (!condition) ++failures;
}

let documents = 0;
// Opens a text; gives its address and what the server says of it.
async function open(text) {
  const uri = `file:///scenario-${++documents}.yaml`;
  const said = new Promise((resolve) => waiting.set(uri, resolve));
  connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  return { uri, diagnostics: await said };
}
const at = (uri, line, character) => ({ textDocument: { uri }, position: { line, character } });

setTimeout(() => {
  console.error("the server did not answer within a minute");
  server.kill();
  process.exit(1);
}, 60_000).unref();

await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: {
    workspace: { configuration: true },
    textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } }, hover: {} },
  },
});
connection.sendNotification("initialized", {});
connection.sendNotification("workspace/didChangeConfiguration", { settings });

const wrong = await open("schema: 1\nname: x\nvendors:\n  alpha:\n    prise: $500\n");
expect(
  wrong.diagnostics.some((one) => one.range.start.line === 4 && /prise/.test(one.message)),
  "an unknown key is flagged where it stands",
);

const right = await open(readFileSync(join(source, "tests/support/small.yaml"), "utf8"));
expect(right.diagnostics.length === 0, `a right scenario is left alone ${JSON.stringify(right.diagnostics.slice(0, 2))}`);

const typed = await open("schema: 1\nname: x\nvendors:\n  alpha:\n    pri\n");
const keys = (await connection.sendRequest("textDocument/completion", at(typed.uri, 4, 7))).items;
expect(keys.some((item) => item.label === "price"), "the key price is offered within a vendor");
expect(!keys.some((item) => item.label === "covers"), "a level's key is not");

const top = await open("schema: 1\nout");
const sections = (await connection.sendRequest("textDocument/completion", at(top.uri, 1, 3))).items;
expect(sections.some((item) => item.label === "outcomes"), "the key outcomes is offered at the top");

const hovered = await open("schema: 1\nvendors:\n  alpha:\n    price: $500\n");
const hover = await connection.sendRequest("textDocument/hover", at(hovered.uri, 3, 6));
expect(/List price/.test(JSON.stringify(hover?.contents ?? "")), "a key is explained");

server.kill();
process.exit(failures > 0 ? 1 : 0);
