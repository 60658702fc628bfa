// Usage: picture.mjs REPORT.html PICTURE.png: the first answers of a report and its first fan chart, as the page draws them.
import { open, start } from "./browser.mjs";

const [report, picture] = process.argv.slice(2);
const browser = await start();
const { page, problems } = await open(browser, report, { width: 1100 });
await page.evaluate(() => {
  const keep = (element) => { element.dataset.kept = ""; };
  for (const answer of [...document.querySelectorAll(".answers li")].slice(0, 4)) keep(answer);
  keep(document.querySelector("#market .chart").previousElementSibling.previousElementSibling);
  keep(document.querySelector("#market .chart .plot"));
  keep(document.querySelector("#market .chart figcaption"));
  for (const element of document.querySelectorAll("main *, nav, footer, header .tools")) {
    const isKept = element.closest("[data-kept]") || element.querySelector("[data-kept]") || element.matches("#answer h2, #answer h2 *");
    if (!isKept) element.style.display = "none";
  }
  document.body.style.padding = "1.2rem 2rem";
  for (const section of document.querySelectorAll("section")) section.style.marginTop = "1rem";
});
await page.locator("body").screenshot({ path: picture });
await browser.close();
if (problems.length > 0) throw new Error(problems.join("\n"));
