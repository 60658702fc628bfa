// Charts of a sweep: of one question at a time, which the page lets choose.
let question = null;
const isOfQuestion = (chart) => ["tornado", "lines", "heat"].includes(chart.kind);
const questionOf = (chart) => {
  const all = distinct(chart.rows, "question");
  return all.includes(question) ? question : all[0];
};
const ofQuestion = (chart) => {
  const one = questionOf(chart);
  return chart.rows.filter((row) => row.question === one);
};

/** A parameter's name in lines, broken before dots and behind underscores. */
const nameLines = (path, width) => wrapped(path.replace(/\./g, " .").replace(/_/g, "_ "), width, "").join("\n");
/** Digits that nobody reads are left out: "1.33333333333" as "1.333". */
const shortened = (text) => text.replace(/\d+\.\d{4,}/g, (number) => String(Number(Number(number).toPrecision(4))));

specs.tornado = (chart, width, look) => {
  const characters = isNarrow(width, look) ? 16 : 34;
  const rows = ofQuestion(chart).map((row) => ({ ...row, label: nameLines(row.parameter, characters), low_text: shortened(row.low_value), high_text: shortened(row.high_value) }));
  const order = rows.map((row) => row.label);
  const lines = Math.max(...order.map((label) => label.split("\n").length));
  // At the ends of the scale a value stands inside of the drawing, not over the names.
  const values = (share, text, dy, color) => [["left", "< 0.15"], ["center", ">= 0.15"], ["right", "> 0.85"]].map(([align, place]) => ({
    transform: [{ filter: align === "center" ? `datum.${share} ${place} && datum.${share} <= 0.85` : `datum.${share} ${place}` }],
    mark: { type: "text", align, dy: dy * look.size, dx: { left: -5, center: 0, right: 5 }[align], color },
    encoding: { x: { field: share, type: "quantitative" }, text: { field: text } },
  }));
  return {
    data: { values: rows }, width, height: Math.max(4.2, 1.25 * lines + 1.2) * look.size * rows.length, autosize: { type: "fit-x", contains: "padding" },
    encoding: { y: linesAxis(order, look) },
    layer: [
      { mark: { type: "rule", size: 0.7 * look.size, color: look.c1, opacity: 0.35 },
        encoding: { x: { field: "low", type: "quantitative", title: "futures of 100", scale: { domain: [0, 1] }, axis: { ...ofHundred, tickCount: isNarrow(width, look) ? 5 : 10 } }, x2: { field: "high" } } },
      { mark: { type: "rule", size: 0.13 * look.size, color: look.c1, yOffset: -0.4 * look.size }, encoding: { x: { field: "low_from", type: "quantitative" }, x2: { field: "low_to" } } },
      { mark: { type: "rule", size: 0.13 * look.size, color: look.c2, yOffset: 0.4 * look.size }, encoding: { x: { field: "high_from", type: "quantitative" }, x2: { field: "high_to" } } },
      { mark: { type: "point", filled: true, size: dotOf(look), color: look.c1, opacity: 1 }, encoding: { x: { field: "low", type: "quantitative" } } },
      { mark: { type: "point", filled: true, shape: "square", size: dotOf(look), color: look.c2, opacity: 1 }, encoding: { x: { field: "high", type: "quantitative" } } },
      ...values("low", "low_text", -1.05, look.c1),
      ...values("high", "high_text", 1.2, look.c2),
    ],
  };
};

/** What the numbers of an axis are of. */
const unitTitles = { d: "days", "1/y": "a year" };
specs.lines = (chart, width, look) => {
  const em = emOf(look);
  const rows = ofQuestion(chart);
  const order = distinct(rows, "parameter");
  const columns = columnsFor(order.length, Math.floor(width / em(21)));
  const gap = em(2);
  const cell = order.length === 1 ? Math.min(em(46), width - em(5)) : Math.floor((width - em(5) - columns * (gap + em(2.2))) / columns);
  const numbers = { labelExpr: "format(datum.value, abs(datum.value) < 1000 ? '.3~g' : '~s')" };
  const drawn = (parameter, place) => {
    const own = rows.filter((row) => row.parameter === parameter);
    const { unit } = own[0];
    const axis = unit === "$" || unit === "share" ? axisOf(unit) : numbers;
    const x = { field: "number", type: "quantitative", title: unitTitles[unit] ?? null, scale: { zero: false, nice: false }, axis: { ...axis, tickCount: 4, grid: false, labelFlush: false } };
    const y = (field) => ({ field, type: "quantitative", title: place % columns === 0 ? "futures of 100" : null, scale: { zero: true }, axis: { ...ofHundred, tickCount: 5 } });
    return {
      data: { values: own }, width: cell, height: Math.max(em(10.5), Math.round(0.5 * cell)),
      title: { text: nameLines(parameter, Math.floor(cell / (0.62 * look.size))).split("\n"), fontSize: look.size, offset: em(0.5) },
      layer: [
        { mark: { type: "area", color: look.c1, opacity: 0.22 }, encoding: { x, y: y("low"), y2: { field: "high" } } },
        { mark: { type: "line", color: look.c1, strokeWidth: 2.2, point: { filled: true, size: 0.24 * look.size * look.size, color: look.c1 } },
          encoding: { x, y: y("share"), tooltip: [{ field: "value", type: "nominal" }, { field: "share", type: "quantitative", format: ".1%" }] } },
      ],
    };
  };
  return { concat: order.map(drawn), columns, spacing: { row: gap, column: gap }, resolve: { scale: { x: "independent", y: "shared" } } };
};

specs.heat = (chart, width, look) => {
  const em = emOf(look);
  const rows = ofQuestion(chart).map((row) => ({ ...row, x: shortened(row.x), y: shortened(row.y) }));
  const byOrder = (field, order) => [...rows].sort((a, b) => a[order] - b[order]).map((row) => row[field]).filter((v, i, all) => all.indexOf(v) === i);
  const columns = byOrder("x", "x_order");
  const cell = Math.max(em(2.1), Math.min(em(5.2), Math.floor((width - em(11)) / columns.length)));
  return {
    data: { values: rows }, width: { step: cell }, height: { step: Math.max(em(2.1), Math.min(em(3.1), cell)) },
    encoding: {
      x: { field: "x", type: "ordinal", sort: columns, title: rows[0].x_name, axis: { labelAngle: -45, labelLimit: em(9) } },
      y: { field: "y", type: "ordinal", sort: byOrder("y", "y_order").reverse(), title: rows[0].y_name, axis: { labelLimit: em(9) } },
    },
    layer: [
      { mark: { type: "rect", stroke: look.paper, strokeWidth: 1 },
        encoding: { color: { field: "share", type: "quantitative", scale: { scheme: "cividis", domain: [0, 1] }, legend: null } } },
      { mark: { type: "text", fontSize: 0.95 * look.size },
        encoding: { text: { field: "text" }, color: { condition: { test: "datum.share > 0.48", value: "#101214" }, value: "#ffffff" } },
        transform: [{ calculate: "datum.of_100 + datum.mark", as: "text" }] },
    ],
  };
};
