// Draws every chart into its place, again when the page's width changes, and hands out what they show.
const root = document.documentElement;
root.classList.add("js");
for (const details of document.querySelectorAll("details.data")) details.open = false;

const button = document.getElementById("theme");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
const nameButton = () => { button.textContent = isDark() ? "Light page" : "Dark page"; };
button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameButton(); });
nameButton();

const viewOf = (chart, width, look, element) => {
  const { compile, parse, View, expressionInterpreter } = globalThis.acqsimCharts;
  const spec = { ...specs[chart.kind](chart, width, look), config: configOf(look, width > 1000) };
  const runtime = parse(compile(spec).spec, null, { ast: true });
  return new View(runtime, { renderer: element ? "svg" : "none", expr: expressionInterpreter, container: element });
};

const figures = [...document.querySelectorAll("figure.chart")];
const draw = async (figure) => {
  const place = figure.querySelector(".plot");
  const width = place.clientWidth;
  if (width === 0) return;
  const view = viewOf(chartOf(figure.dataset.chart), width, onPage, place);
  await view.runAsync();
  place.querySelector("svg").setAttribute("aria-hidden", "true");  // the place has a name of its own
  if (figure.view) figure.view.finalize();
  figure.view = view;
  figure.drawnAt = width;
};
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));
const drawAll = async (some = figures) => {
  delete root.dataset.charts;
  for (const figure of some) {
    await pause();  // the page stays quick to answer
    await draw(figure);
  }
  root.dataset.charts = "drawn";
};

const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
document.addEventListener("click", async (event) => {
  const asked = event.target.closest("button[data-do]");
  if (!asked) return;
  const figure = asked.closest("figure");
  if (asked.dataset.do === "drawing") {
    const text = new XMLSerializer().serializeToString(figure.querySelector("svg"));
    return save("access.svg", "image/svg+xml", text.replace(/var\(--(\w+)\)/g, (all, name) => inFile[name] ?? all));
  }
  if (asked.dataset.do === "table") {
    const rows = [...figure.nextElementSibling.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
    return save("access.csv", "text/csv", csvText(rows));
  }
  const chart = chartOf(asked.closest("figure").dataset.chart);
  if (asked.dataset.do === "csv") return save(`${chart.id}.csv`, "text/csv", csvOf(chart));
  const view = await viewOf(chart, 900, inFile, null).runAsync();
  save(`${chart.id}.svg`, "image/svg+xml", await view.toSVG());
});

const choice = document.getElementById("question");
if (choice) {
  question = choice.value;
  choice.addEventListener("change", () => {
    question = choice.value;
    drawAll(figures.filter((figure) => ["tornado", "lines", "heat"].includes(book[figure.dataset.chart].kind)));
  });
}

if (globalThis.acqsimCharts) {
  let waiting = null;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawAll(figures.filter((figure) => figure.drawnAt !== figure.querySelector(".plot").clientWidth)), 150);
  });
  requestAnimationFrame(() => drawAll());  // after the text is on the screen
} else {
  root.dataset.charts = "none";
}
