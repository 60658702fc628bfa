// Folds: closed on the screen where charts say the same, open on paper. The many tables of values are printed when asked for.
const folds = [...document.querySelectorAll("details.data")];
if (globalThis.acqsimCharts) for (const fold of folds) fold.open = false;

const withValues = document.getElementById("print-values");
if (withValues && !globalThis.acqsimCharts) withValues.closest("p").hidden = true;  // all folds are open
let opened = [];
addEventListener("beforeprint", () => {
  opened = folds.filter((fold) => !fold.open && (withValues?.checked || !fold.closest("#assumptions")));
  for (const fold of opened) fold.open = true;
  // No pause: what is not drawn when this returns is not printed.
  if (globalThis.acqsimCharts) for (const figure of figures) draw(figure, onPaper);
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
  if (globalThis.acqsimCharts) drawAll(figures.filter(isStale));
});
