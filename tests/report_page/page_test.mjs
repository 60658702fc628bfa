// Usage: page_test.mjs ACQSIM SOURCE [PICTURES]: reports of a scenario, a comparison, a study and a sweep in a real browser. With
// a folder PICTURES every section is photographed at three widths in both themes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyCharts, none, open, start } from "./browser.mjs";

const [acqsim, source, pictures] = process.argv.slice(2);
const browser = await start();
const work = mkdtempSync(join(tmpdir(), "acqsim-report-"));
const run = (...args) => execFileSync(acqsim, args, { cwd: source, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const file = (name) => join(work, `${name}.html`);
const baseline = "scenarios/baseline.yaml";
run("run", baseline, "--reps", "12", "--out", join(work, "study"), "--quiet");
run("sweep", baseline, "--vary", "lock_in.strength=0,1,2", "--vary", "choice.friction=0.001,0.003", "--reps", "2", "--out", join(work, "sweep"), "--quiet");
run("report", join(work, "study"), "--against", "scenarios/openai-aws.yaml", "--stress", "--quiet", "--out", file("study"));
run("report", join(work, "sweep"), "--out", file("sweep"));
run("report", "--allow-outside", "tests/report_page/hostile.yaml", "--reps", "30", "--stress", "--out", file("hostile"));
const reports = {
  study: ["answer", "outcomes", "comparison", "market", "next-partner", "days", "access", "futures", "measures", "assumptions", "stress", "manifest"],
  sweep: ["answer", "sweep", "access", "assumptions", "manifest"],
  hostile: ["answer", "outcomes", "market", "days", "access", "futures", "measures", "assumptions", "stress", "manifest"],
};

const tests = [];
const test = (name, body) => tests.push([name, body]);

test("the same study gives the same bytes", async () => {
  run("report", join(work, "study"), "--against", "scenarios/openai-aws.yaml", "--stress", "--quiet", "--out", file("again"));
  assert.ok(readFileSync(file("study")).equals(readFileSync(file("again"))));
});

for (const [name, sections] of Object.entries(reports)) {
  for (const theme of ["light", "dark"]) {
    for (const width of [360, 1024, 1920]) {
      test(`${name} at ${width} pixels, ${theme}: no errors, no requests, charts drawn, nothing too wide`, async () => {
        const { page, context, problems } = await open(browser, file(name), { width, theme });
        none(problems, "errors, warnings and requests");
        none(await emptyCharts(page), "charts without marks");
        assert.ok(await page.evaluate(() => document.querySelectorAll("figure.chart").length) >= 4, "charts");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
        for (const id of sections) assert.equal(await page.locator(`section#${id}`).count(), 1, `section ${id}`);
        if (pictures) {
          mkdirSync(pictures, { recursive: true });
          for (const id of sections) await page.locator(`section#${id}`).screenshot({ path: join(pictures, `${name}-${id}-${width}-${theme}.png`) });
        }
        await context.close();
      });
    }
    test(`${name}, ${theme}: axe finds nothing serious`, async () => {
      const { page, context } = await open(browser, file(name), { theme });
      // The page forbids every script but its own; the checker is let in by the test alone.
      await page.evaluate(axe);
      await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      none(violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`), "findings");
      await context.close();
    });
  }
}

test("without scripts the text and the tables remain", async () => {
  const { page, context, problems } = await open(browser, file("study"), { scripts: false });
  const text = await page.locator("body").innerText();
  assert.match(text, /In \d+ of 100 simulated futures/);
  for (const words of ["Vendors' shares of obligations for models", "FY2028", "vendors.openai.integration_cost"]) assert.ok(text.includes(words), words);
  assert.ok(await page.locator("table >> visible=true").count() > 20, "tables");
  assert.equal(await page.locator("figure.chart >> visible=true").count(), 0, "empty places of charts");
  none(problems);
  await context.close();
});

test("hostile texts are shown as text", async () => {
  const { page, context, problems } = await open(browser, file("hostile"));
  assert.equal(await page.evaluate(() => globalThis.broken), undefined);
  assert.equal(await page.title(), '</title></script><script>window.broken = 1</script><img src=x onerror="window.broken = 2">');
  for (const text of ['Is </script><script>window.broken = 9</script> "first"?', "<a href='javascript:window.broken=11'>less than half</a>", "${window.broken=12} `${window.broken=13}`"]) {
    assert.ok((await page.locator("ol.answers").innerText()).includes(text), text);
  }
  assert.ok((await page.locator("section#assumptions").textContent()).includes("</details></table>"), "notes");
  assert.equal(await page.locator("main img, main iframe, main script, h1 *, [onload], [onclick], [onerror], [onmouseover]").count(), 0);
  none(await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((href) => !/^(#|https?:)/.test(href))), "links");
  assert.ok((await page.locator("#chart-outcomes svg").textContent()).includes("</script>"), "chart labels");
  none(problems);
  await context.close();
});

test("charts can be had as SVG and as data, with every text escaped", async () => {
  const { page, context, problems } = await open(browser, file("hostile"));
  const get = async (what) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#chart-outcomes button[data-do=${what}]`).click()]);
    return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
  };
  const [svgName, svg] = await get("svg");
  assert.equal(svgName, "outcomes.svg");
  assert.match(svg, /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.ok(!svg.includes("<script") && !svg.includes("var(--"), "a drawing by itself");
  const parsed = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, svg);
  assert.equal(parsed, 0, "XML");
  const [csvName, csv] = await get("csv");
  assert.equal(csvName, "outcomes.csv");
  const lines = csv.trimEnd().split("\r\n");
  assert.equal(lines[0], "question,share,low,high,expected,of_100");
  assert.ok(lines.length >= 3 && lines[1].startsWith('"Is </script>'), lines[1]);
  none(problems);
  await context.close();
});

test("every chart can be drawn for download", async () => {
  for (const name of Object.keys(reports)) {
    const { page, context, problems } = await open(browser, file(name));
    for (const id of await page.evaluate(() => [...document.querySelectorAll("figure.chart")].map((one) => one.id))) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#${id} button[data-do=svg]`).click()]);
      assert.ok(statSync(await download.path()).size > 2000, `${name}: ${id}`);
    }
    none(problems);
    await context.close();
  }
});

test("the access graph can be had as SVG and as data", async () => {
  const { page, context, problems } = await open(browser, file("study"));
  const get = async (what) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`figure.drawing button[data-do=${what}]`).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  const svg = await get("drawing");
  assert.ok(svg.startsWith("<svg") && svg.includes(">openai</text>") && !svg.includes("var(--"), svg.slice(0, 200));
  const lines = (await get("table")).trimEnd().split("\r\n");
  assert.match(lines[0], /^Vendor,Provider,/);
  assert.ok(lines.length > 5);
  none(problems);
  await context.close();
});

test("the theme can be changed, and print is light", async () => {
  const { page, context } = await open(browser, file("study"));
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const line = () => page.evaluate(() => getComputedStyle(document.querySelector("#chart-outcomes .mark-symbol path")).fill);
  const before = [await paper(), await line()];
  await page.locator("#theme").click();
  const after = [await paper(), await line()];
  assert.notEqual(before[0], after[0]);
  assert.notEqual(before[1], after[1], "colours of marks");
  assert.equal(await page.locator("#theme").innerText(), "Light page");
  await page.emulateMedia({ media: "print" });
  assert.deepEqual([await paper(), await line()], before);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 50000);
  if (pictures) writeFileSync(join(pictures, "study.pdf"), pdf);
  await context.close();
});

test("folds are printed, and the values with their sources when asked for", async () => {
  const { page, context, problems } = await open(browser, file("study"));
  const isOpen = (where) => page.evaluate((css) => [...document.querySelectorAll(css)].map((one) => one.open), where);
  const print = (name) => page.evaluate((event) => dispatchEvent(new Event(event)), name);
  const charts = "details.data:not(#assumptions details)";
  const values = "#assumptions details.data";
  assert.ok((await isOpen(charts)).length > 5 && !(await isOpen(charts)).includes(true), "closed on the screen");
  await print("beforeprint");
  assert.ok(!(await isOpen(charts)).includes(false), "open on paper");
  assert.ok(!(await isOpen(values)).includes(true), "values are many");
  const drawn = await page.evaluate(() => document.querySelector("#chart-outcomes svg").getBoundingClientRect().width);
  assert.ok(drawn > 600 && drawn < 760, `${drawn}: drawn for paper`);
  await print("afterprint");
  assert.ok(!(await isOpen(charts)).includes(true), "as before");
  await page.locator("#print-values").check();
  await print("beforeprint");
  assert.ok((await isOpen(values)).length > 3 && !(await isOpen(values)).includes(false), "every value");
  await print("afterprint");
  none(problems);
  await context.close();
});

test("without the chart library every fold is open", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(globalThis, "acqsimCharts", { get: () => undefined, set: () => {} }));
  await page.goto(`file://${file("study")}`);
  assert.ok(await page.locator("details.data").count() > 5);
  assert.equal(await page.locator("details.data:not([open])").count(), 0);
  await context.close();
});

test("a picture says its title, question, caption and source by itself", async () => {
  for (const [name, id] of [["sweep", "tornado"], ["sweep", "heat"], ["study", "outcomes"]]) {
    const { page, context, problems } = await open(browser, file(name));
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#chart-${id} button[data-do=svg]`).click()]);
    const text = await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.textContent.replace(/\s+/g, " "), readFileSync(await download.path(), "utf8"));
    const label = await page.locator(`#chart-${id} .plot`).getAttribute("aria-label");
    assert.ok(label && text.includes(label), `${label}: ${text.slice(0, 300)}`);
    assert.match(text, /seed 1/);
    if (name === "sweep") {
      const question = await page.evaluate(() => document.querySelector("#question").selectedOptions[0].textContent);
      assert.ok(text.replace(/ /g, "").includes(question.replace(/ /g, "")), question);
      assert.ok((await page.locator(`#chart-${id} figcaption`).innerText()).startsWith(question), "caption on the page");
    }
    none(problems);
    await context.close();
  }
});

test("colours that stand together differ in every kind of eye", async () => {
  // Machado, Oliveira and Fernandes (2009), full deficiency, on linear light; distances in CIELAB (CIE 1976).
  const kinds = {
    normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  };
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const times = (m, v) => m.map((row) => row.reduce((sum, x, i) => sum + x * v[i], 0));
  const lab = (rgb) => {
    const xyz = times([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], rgb.map((c) => Math.min(1, Math.max(0, c))));
    const [x, y, z] = [xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  for (const theme of ["light", "dark"]) {
    const { page, context } = await open(browser, file("study"), { theme });
    const fills = await page.evaluate(() => [...new Set([...document.querySelectorAll("#chart-basis .mark-symbol path, #chart-basis .role-legend-symbol path")].map((one) => getComputedStyle(one).fill))]);
    assert.ok(fills.length >= 3, String(fills));
    const colors = fills.map((text) => text.match(/\d+/g).slice(0, 3).map((c) => linear(c / 255)));
    for (const [kind, matrix] of Object.entries(kinds)) {
      const seen = colors.map((color) => lab(times(matrix, color)));
      for (let i = 0; i < seen.length; ++i) {
        for (let j = 0; j < i; ++j) {
          const distance = Math.hypot(...seen[i].map((x, k) => x - seen[j][k]));
          assert.ok(distance > 15, `${theme}, ${kind}: ${fills[i]} and ${fills[j]} are ${distance.toFixed(1)} apart`);
        }
      }
    }
    await context.close();
  }
});

test("a sweep's charts show the question that is chosen", async () => {
  const { page, context, problems } = await open(browser, file("sweep"));
  const text = () => page.locator("#chart-heat svg").textContent();
  const before = await text();
  await page.locator("#question").selectOption({ index: 8 });
  await page.waitForFunction((old) => document.documentElement.dataset.charts === "drawn" && document.querySelector("#chart-heat svg").textContent !== old, before);
  none(await emptyCharts(page));
  none(problems);
  await context.close();
});

test("charts follow the width of the page", async () => {
  const { page, context } = await open(browser, file("study"), { width: 1024 });
  const width = () => page.evaluate(() => document.querySelector("#chart-outcomes svg").getBoundingClientRect().width);
  const before = await width();
  await page.setViewportSize({ width: 480, height: 900 });
  await page.waitForFunction((old) => document.querySelector("#chart-outcomes svg").getBoundingClientRect().width < old - 200, before);
  await context.close();
});

test("the first paint comes within a second, and the page is below two megabytes", async () => {
  assert.ok(statSync(file("study")).size < 2e6, `${statSync(file("study")).size} bytes`);
  const paints = [];
  for (let i = 0; i < 3; ++i) {
    const { page, context } = await open(browser, file("study"));
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await context.close();
  }
  console.log(`# first contentful paint: ${paints.map((time) => Math.round(time)).join(", ")} ms; ${statSync(file("study")).size} bytes`);
  assert.ok(Math.min(...paints) < 1000, String(paints));
});

let failed = 0;
for (const [i, [name, body]] of tests.entries()) {
  try {
    await body();
    console.log(`ok ${i + 1} - ${name}`);
  } catch (error) {
    ++failed;
    console.log(`not ok ${i + 1} - ${name}\n${String(error.stack).replace(/^/gm, "  ")}`);
  }
}
console.log(`1..${tests.length}`);
await browser.close();
process.exit(failed === 0 ? 0 : 1);
