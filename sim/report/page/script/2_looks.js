// How charts look. On the page colours are the page's own custom properties, so that they follow its theme and print;
// in a downloaded file they are those of a light page.
// `size` is that of text in pixels; all other lengths follow it.
const names = ["ink", "soft", "rule", "paper", "c1", "c2", "c3", "c4", "c5", "c6", "t1", "t2"];
const colours = Object.fromEntries(names.map((name) => [name, `var(--${name})`]));
const onPage = () => ({ ...colours, size: 0.72 * parseFloat(getComputedStyle(document.documentElement).fontSize) });
const onPaper = { ...colours, size: 10.7, width: 670 };  // 8 points, between the margins of A4 and of letter
const inFile = {
  ink: "#1a1d21", soft: "#565e68", rule: "#d5d9de", paper: "#ffffff",
  c1: "#0072b2", c2: "#c24e00", c3: "#00805f", c4: "#a8508c", c5: "#7a5c00", c6: "#3d3d3d",
  t1: "#8cc5e8", t2: "#f3c39b", size: 12.5, width: 900,
};
const palette = (look) => [look.c1, look.c2, look.c3, look.c4, look.c5, look.c6];
const dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]];

const configOf = (look) => {
  const font = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
  const { size } = look;
  return {
    aria: false,
    background: null,
    font,
    view: { stroke: null },
    axis: {
      labelColor: look.soft, titleColor: look.soft, gridColor: look.rule, domainColor: look.soft, tickColor: look.soft,
      labelFontSize: size, titleFontSize: size, titleFontWeight: 400, labelLimit: 18 * size, gridOpacity: 0.7, tickSize: 4, labelPadding: 4,
    },
    axisY: { domain: false, ticks: false },
    header: { labelColor: look.ink, labelFontSize: size + 0.5, labelFontWeight: 600, titleColor: look.soft, labelAnchor: "start", labelLimit: 21 * size },
    legend: { labelColor: look.ink, titleColor: look.soft, labelFontSize: size, titleFontSize: size, orient: "top", title: null, symbolType: "square", symbolSize: 0.65 * size * size, labelLimit: 24 * size },
    text: { color: look.ink, fontSize: size },
    title: { color: look.ink, subtitleColor: look.soft, fontSize: 1.15 * size, subtitleFontSize: size, subtitleLineHeight: 1.35 * size, anchor: "start", offset: size },
    range: { category: palette(look) },
  };
};

/** Labels of an axis by unit. */
const axisOf = (unit) => {
  if (unit === "$") return { labelExpr: "replace(format(datum.value, '$~s'), 'G', 'B')" };
  if (unit === "share") return { labelExpr: "format(datum.value, '.0%')" };
  return {};
};
const ofHundred = { labelExpr: "format(datum.value * 100, '.3~g')" };
