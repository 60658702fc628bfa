// How charts look. On the page colours are the page's own custom properties, so that they follow its theme and print;
// in a downloaded file they are those of a light page.
const names = ["ink", "soft", "rule", "paper", "c1", "c2", "c3", "c4", "c5", "c6"];
const onPage = Object.fromEntries(names.map((name) => [name, `var(--${name})`]));
const inFile = {
  ink: "#1a1d21", soft: "#565e68", rule: "#d5d9de", paper: "#ffffff",
  c1: "#0072b2", c2: "#c24e00", c3: "#00805f", c4: "#a8508c", c5: "#7a5c00", c6: "#3d3d3d",
};
const palette = (look) => [look.c1, look.c2, look.c3, look.c4, look.c5, look.c6];
const dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]];

const configOf = (look, isWide) => {
  const font = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
  const size = isWide ? 13 : 11.5;
  return {
    aria: false,
    background: null,
    font,
    view: { stroke: null },
    axis: {
      labelColor: look.soft, titleColor: look.soft, gridColor: look.rule, domainColor: look.soft, tickColor: look.soft,
      labelFontSize: size, titleFontSize: size, titleFontWeight: 400, gridOpacity: 0.7, tickSize: 4, labelPadding: 4,
    },
    axisY: { domain: false, ticks: false },
    header: { labelColor: look.ink, labelFontSize: size + 0.5, labelFontWeight: 600, titleColor: look.soft, labelAnchor: "start", labelLimit: 260 },
    legend: { labelColor: look.ink, titleColor: look.soft, labelFontSize: size, titleFontSize: size, orient: "top", title: null, symbolType: "square", labelLimit: 300 },
    text: { color: look.ink, fontSize: size },
    range: { category: palette(look) },
  };
};

/** Labels of an axis by unit. */
const axisOf = (unit) => {
  if (unit === "$") return { labelExpr: "replace(format(datum.value, '$~s'), 'G', 'B')" };
  if (unit === "share") return { labelExpr: "format(datum.value, '.0%')" };
  return {};
};
const figureOf = (unit, field) => {
  if (unit === "$") return `replace(format(datum.${field}, '$.2~s'), 'G', 'B')`;
  if (unit === "share") return `format(datum.${field}, '.0%')`;
  return `format(datum.${field}, '.3~s')`;
};
const ofHundred = { labelExpr: "format(datum.value * 100, '.3~g')" };
