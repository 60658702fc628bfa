// A page in a real browser, and what went wrong in it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const executable = places.find((place) => existsSync(place));

export const start = () => {
  if (!executable) {
    console.log("SKIPPED: there is no Chromium here (tools/install_dependencies installs it)");
    process.exit(77);
  }
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
};

/** The page at a file, with charts drawn; `problems` fills with errors, warnings and requests. */
export const open = async (browser, file, { width = 1024, height = 900, theme = "light", scripts = true } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, javaScriptEnabled: scripts, acceptDownloads: true });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`); });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => { if (!/^(file|blob):/.test(request.url())) problems.push(`request: ${request.url().slice(0, 100)}`); });
  page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`file://${file}`);
  if (scripts) await page.waitForSelector("html[data-charts]", { timeout: 120000 });
  return { page, context, problems };
};

/** Charts without marks, or whose marks lie outside of the picture. */
export const emptyCharts = (page) => page.evaluate(() => [...document.querySelectorAll("figure.chart")].filter((figure) => {
  const svg = figure.querySelector(".plot svg");
  if (!svg || svg.getBoundingClientRect().height < 40) return true;
  const marks = [...svg.querySelectorAll("g[class*='mark-'] path, g[class*='mark-rect'] path, g[class*='mark-text'] text, g[class*='mark-line'] path")];
  return marks.filter((mark) => { const box = mark.getBBox(); return box.width + box.height > 0 && !/role-(axis|legend)/.test(mark.closest("g[class*='mark-']").getAttribute("class")); }).length < 2;
}).map((figure) => figure.id));

export const none = (list, what) => assert.deepEqual(list, [], what);
