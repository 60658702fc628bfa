// Draws every chart into its place, again when the page's width changes.
const root = document.documentElement;
root.classList.add("js");

const button = document.getElementById("theme");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
const nameButton = () => { button.textContent = isDark() ? "Light page" : "Dark page"; };
button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameButton(); });
nameButton();

const viewOf = (chart, width, look, element, more = {}) => {
  const { compile, parse, View, expressionInterpreter } = globalThis.acqsimCharts;
  // Vega names the place anew: by its description, or else "Vega visualization".
  const spec = { description: chart.label, ...specs[chart.kind](chart, width, look), ...more, config: configOf(look) };
  const runtime = parse(compile(spec).spec, null, { ast: true });
  return new View(runtime, { renderer: element ? "svg" : "none", expr: expressionInterpreter, container: element });
};

const figures = [...document.querySelectorAll("figure.chart")];
const draw = async (figure, look = onPage()) => {
  const place = figure.querySelector(".plot");
  const width = look.width ?? place.clientWidth;
  if (width === 0) return;
  const chart = chartOf(figure.dataset.chart);
  const view = viewOf(chart, width, look, place);
  await view.runAsync();
  place.querySelector("svg").setAttribute("aria-hidden", "true");  // the place has a name of its own
  if (isOfQuestion(chart)) figure.querySelector("figcaption").textContent = `${questionOf(chart)} ${chart.caption}`;
  if (figure.view) figure.view.finalize();
  figure.view = view;
  figure.drawnAt = `${width} ${look.size}`;
};
const isStale = (figure) => figure.drawnAt !== `${figure.querySelector(".plot").clientWidth} ${onPage().size}`;
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));
const drawAll = async (some = figures) => {
  delete root.dataset.charts;
  for (const figure of some) {
    await pause();  // the page stays quick to answer
    await draw(figure);
  }
  root.dataset.charts = "drawn";
};

const choice = document.getElementById("question");
if (choice) {
  question = choice.value;
  choice.addEventListener("change", () => {
    question = choice.value;
    drawAll(figures.filter((figure) => isOfQuestion(book[figure.dataset.chart])));
  });
}

if (globalThis.acqsimCharts) {
  let waiting = null;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawAll(figures.filter(isStale)), 150);
  });
  requestAnimationFrame(() => drawAll());  // after the text is on the screen
} else {
  root.dataset.charts = "none";
}
