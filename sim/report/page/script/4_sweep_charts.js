// Charts of a sweep: of one question at a time, which the page lets choose.
let question = null;
const ofQuestion = (chart) => {
  const all = distinct(chart.rows, "question");
  const one = all.includes(question) ? question : all[0];
  return chart.rows.filter((row) => row.question === one);
};

specs.tornado = (chart, width, look) => {
  const rows = ofQuestion(chart);
  const order = rows.map((row) => row.parameter);
  const labels = Math.min(260, width * 0.42);
  return {
    data: { values: rows }, width, height: 52 * rows.length, autosize: { type: "fit-x", contains: "padding" },
    encoding: { y: { field: "parameter", type: "nominal", sort: order, title: null, axis: { labelLimit: labels, grid: true } } },
    layer: [
      { mark: { type: "rule", size: 9, color: look.c1, opacity: 0.35 },
        encoding: { x: { field: "low", type: "quantitative", title: "futures of 100", scale: { domain: [0, 1] }, axis: ofHundred }, x2: { field: "high" } } },
      { mark: { type: "rule", size: 1.6, color: look.c1, yOffset: -5 }, encoding: { x: { field: "low_from", type: "quantitative" }, x2: { field: "low_to" } } },
      { mark: { type: "rule", size: 1.6, color: look.c2, yOffset: 5 }, encoding: { x: { field: "high_from", type: "quantitative" }, x2: { field: "high_to" } } },
      { mark: { type: "point", filled: true, size: 80, color: look.c1, opacity: 1 }, encoding: { x: { field: "low", type: "quantitative" } } },
      { mark: { type: "point", filled: true, shape: "square", size: 80, color: look.c2, opacity: 1 }, encoding: { x: { field: "high", type: "quantitative" } } },
      { mark: { type: "text", dy: -13, color: look.c1 }, encoding: { x: { field: "low", type: "quantitative" }, text: { field: "low_value" } } },
      { mark: { type: "text", dy: 15, color: look.c2 }, encoding: { x: { field: "high", type: "quantitative" }, text: { field: "high_value" } } },
    ],
  };
};

specs.lines = (chart, width, look) => {
  const rows = ofQuestion(chart);
  const order = distinct(rows, "parameter");
  const columns = columnsFor(order.length, Math.floor(width / 260));
  const cell = order.length === 1 ? Math.min(560, width - 60) : Math.floor((width - 50 - columns * 24) / columns);
  const x = { field: "number", type: "quantitative", title: null, scale: { zero: false, nice: false }, axis: { labelExpr: "format(datum.value, abs(datum.value) < 1000 ? '.3~g' : '~s')", tickCount: 4, grid: false } };
  const y = (field) => ({ field, type: "quantitative", title: null, scale: { zero: true }, axis: { ...ofHundred, tickCount: 5 } });
  const layer = [
    { mark: { type: "area", color: look.c1, opacity: 0.22 }, encoding: { x, y: y("low"), y2: { field: "high" } } },
    { mark: { type: "line", color: look.c1, strokeWidth: 2.2, point: { filled: true, size: 34, color: look.c1 } },
      encoding: { x, y: y("share"), tooltip: [{ field: "value", type: "nominal" }, { field: "share", type: "quantitative", format: ".1%" }] } },
  ];
  if (order.length === 1) return { data: { values: rows }, width: cell, height: 220, title: { text: order[0], anchor: "start", color: look.ink, fontSize: 12.5 }, layer };
  return {
    data: { values: rows }, columns, spacing: { row: 20, column: 24 },
    facet: { field: "parameter", type: "nominal", sort: order, header: { title: null, labelLimit: cell } },
    spec: { width: cell, height: 130, layer },
    resolve: { scale: { x: "independent" } },
  };
};

specs.heat = (chart, width, look) => {
  const rows = ofQuestion(chart);
  const byOrder = (field, order) => [...rows].sort((a, b) => a[order] - b[order]).map((row) => row[field]).filter((v, i, all) => all.indexOf(v) === i);
  const columns = byOrder("x", "x_order");
  const cell = Math.max(26, Math.min(64, Math.floor((width - 130) / columns.length)));
  return {
    data: { values: rows }, width: { step: cell }, height: { step: Math.max(26, Math.min(38, cell)) },
    encoding: {
      x: { field: "x", type: "ordinal", sort: columns, title: rows[0].x_name, axis: { labelAngle: -45, labelLimit: 110 } },
      y: { field: "y", type: "ordinal", sort: byOrder("y", "y_order").reverse(), title: rows[0].y_name, axis: { labelLimit: 110 } },
    },
    layer: [
      { mark: { type: "rect", stroke: look.paper, strokeWidth: 1 },
        encoding: { color: { field: "share", type: "quantitative", scale: { scheme: "cividis", domain: [0, 1] }, legend: null } } },
      { mark: { type: "text", fontSize: 11 },
        encoding: { text: { field: "of" }, color: { condition: { test: "datum.share > 0.55", value: "#101214" }, value: "#ffffff" } },
        transform: [{ calculate: "format(datum.share * 100, '.0f') + datum.mark", as: "of" }] },
    ],
  };
};
