// Hands out what the charts show. A picture says by itself what it is of: title, question, caption, scenario and seed.
const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const source = document.querySelector("main").dataset.source;

/** The lines under a picture's title, of at most so many characters. */
const subtitle = (chart, characters) =>
  [...(isOfQuestion(chart) ? [questionOf(chart)] : []), chart.caption, source].flatMap((text) => wrapped(text, characters));

/** A drawing of the page as a file of its own, with its title above and its caption below. */
const drawingText = (figure) => {
  const svg = figure.querySelector("svg").cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const lines = [svg.getAttribute("aria-label"), ...wrapped(figure.querySelector("figcaption").textContent, 52), ...wrapped(source, 52)];
  lines.forEach((line, i) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.textContent = line;
    const attributes = { x: 8, y: i === 0 ? -12 : height + 2 + 17 * i, fill: i === 0 ? "var(--ink)" : "var(--soft)", "font-weight": i === 0 ? 600 : 400 };
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
    svg.append(text);
  });
  svg.setAttribute("viewBox", `0 -30 ${width} ${height + 30 + 17 * lines.length}`);
  return new XMLSerializer().serializeToString(svg).replace(/var\(--(\w+)\)/g, (all, name) => inFile[name] ?? all);
};

document.addEventListener("click", async (event) => {
  const asked = event.target.closest("button[data-do]");
  if (!asked) return;
  const figure = asked.closest("figure");
  if (asked.dataset.do === "drawing") return save("access.svg", "image/svg+xml", drawingText(figure));
  if (asked.dataset.do === "table") {
    const rows = [...figure.nextElementSibling.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
    return save("access.csv", "text/csv", csvText(rows));
  }
  const chart = chartOf(figure.dataset.chart);
  if (asked.dataset.do === "csv") return save(`${chart.id}.csv`, "text/csv", csvOf(chart));
  const title = { text: chart.label, subtitle: subtitle(chart, 130) };
  const view = await viewOf(chart, inFile.width, inFile, null, { title }).runAsync();
  save(`${chart.id}.svg`, "image/svg+xml", await view.toSVG());
});
