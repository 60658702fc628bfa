// Vega-Lite specifications by kind of chart: (chart, width in pixels, look) to a specification without data schema. Lengths are in
// `em`, the size of text, so that a chart grows with the page.
const specs = {};

/** So many times the size of text, in pixels. */
const emOf = (look) => (n) => Math.round(n * look.size);
const isNarrow = (width, look) => width < 42 * look.size;

/** Rows of questions with their text broken into lines, and how high a row must be. */
const questionRows = (rows, width, look) => {
  const characters = isNarrow(width, look) ? 24 : width < 65 * look.size ? 40 : 56;
  const texts = rows.map((row) => wrapped(row.question, characters));
  const lines = Math.max(...texts.map((text) => text.length));
  return { rows: rows.map((row, i) => ({ ...row, label: texts[i].join("\n") })), step: (lines * 1.25 + 1.2) * look.size, order: texts.map((text) => text.join("\n")) };
};
/** An axis of texts whose lines are broken already. */
const linesAxis = (order, look) => ({
  field: "label", type: "nominal", sort: order, title: null,
  axis: { labelExpr: "split(datum.label, '\\n')", labelLimit: 42 * look.size, labelLineHeight: 1.25 * look.size, labelPadding: 0.8 * look.size, grid: true, labelBaseline: "middle" },
});
/** A dot of about half the size of text. */
const dotOf = (look) => 0.5 * look.size * look.size;

specs.outcomes = (chart, width, look) => {
  const { rows, step, order } = questionRows(chart.rows, width, look);
  return {
    data: { values: rows }, width, height: step * rows.length, autosize: { type: "fit-x", contains: "padding" },
    encoding: { y: linesAxis(order, look) },
    layer: [
      { mark: { type: "rule", size: 0.25 * look.size, color: look.c1, opacity: 0.55 },
        encoding: { x: { field: "low", type: "quantitative", scale: { domain: [0, 1] }, title: "futures of 100", axis: { ...ofHundred, grid: true, tickCount: isNarrow(width, look) ? 5 : 10 } }, x2: { field: "high" } } },
      { transform: [{ filter: "datum.expected !== null" }],
        mark: { type: "point", shape: "diamond", size: 1.5 * dotOf(look), filled: false, strokeWidth: 2, color: look.c2 },
        encoding: { x: { field: "expected", type: "quantitative" } } },
      { mark: { type: "point", size: dotOf(look), filled: true, color: look.c1, opacity: 1 },
        encoding: { x: { field: "share", type: "quantitative" } } },
      { mark: { type: "text", dy: -0.9 * look.size, fontWeight: 600 },
        encoding: { x: { field: "share", type: "quantitative" }, text: { field: "of_100" } } },
    ],
  };
};

specs.differences = (chart, width, look) => {
  const { rows, step, order } = questionRows(chart.rows, width, look);
  const most = Math.max(0.02, ...rows.flatMap((row) => [Math.abs(row.low), Math.abs(row.high)]));
  return {
    data: { values: rows }, width, height: step * rows.length, autosize: { type: "fit-x", contains: "padding" },
    encoding: { y: linesAxis(order, look) },
    layer: [
      { mark: { type: "rule", color: look.ink }, encoding: { x: { datum: 0, type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } } },
      { mark: { type: "rule", size: 0.25 * look.size, opacity: 0.55, color: look.c1 },
        encoding: { x: { field: "low", type: "quantitative", scale: { domain: [-most, most] }, title: "more or fewer futures of 100", axis: { labelExpr: "format(datum.value * 100, '+.3~g')" } }, x2: { field: "high" } } },
      { mark: { type: "point", size: dotOf(look), filled: true, opacity: 1, color: look.c1 }, encoding: { x: { field: "difference", type: "quantitative" } } },
    ],
  };
};

specs.fan = (chart, width, look) => {
  const em = emOf(look);
  const order = distinct(chart.rows, "series");
  const years = distinct(chart.rows, "year");
  const last = years[years.length - 1];
  const columns = columnsFor(order.length, Math.floor(width / em(19.5)));
  const cell = order.length === 1 ? Math.min(em(43), width - em(9)) : Math.floor((width - em(4.3) - columns * em(4.2)) / columns);
  const y = (field) => ({ field, type: "quantitative", title: null, axis: { ...axisOf(chart.unit), tickCount: 4 } });
  const x = { field: "year", type: "ordinal", title: null, axis: { labelAngle: 0, labelExpr: "'’' + slice(datum.label, 4)", grid: false } };
  const layer = [
    { mark: { type: "area", color: look.c1, opacity: 0.2 }, encoding: { x, y: y("p5"), y2: { field: "p95" } } },
    { mark: { type: "area", color: look.c1, opacity: 0.38 }, encoding: { x, y: y("p25"), y2: { field: "p75" } } },
    { mark: { type: "line", color: look.c1, strokeWidth: 2.2, point: { size: 0.13 * look.size * look.size, color: look.c1, filled: true } }, encoding: { x, y: y("p50") } },
    { transform: [{ filter: `datum.year === ${JSON.stringify(last)}` }],
      mark: { type: "text", align: "left", dx: em(0.5), fontWeight: 600 }, encoding: { x, y: y("p50"), text: { field: "figure" } } },
  ];
  if (order.length === 1) return { data: { values: chart.rows }, width: cell, height: Math.max(em(16), Math.round(0.36 * cell)), layer };
  return {
    data: { values: chart.rows }, columns, spacing: { row: em(4.8), column: em(4.2) }, bounds: "flush",
    facet: { field: "series", type: "nominal", sort: order, header: { title: null } },
    spec: { width: cell, height: Math.max(em(9), Math.round(0.56 * cell)), layer },
    resolve: { axis: { x: "independent" } },
  };
};

specs.incidence = (chart, width, look) => {
  const em = emOf(look);
  const vendors = distinct(chart.rows, "vendor");
  const providers = distinct(chart.rows, "provider");
  const longest = Math.max(...providers.map((name) => name.length)) + 4;
  const right = em(1 + 0.55 * longest);  // for the names
  const columns = columnsFor(vendors.length, Math.floor(width / (em(14) + right)));
  const cell = Math.floor((width - em(4.5) - columns * right) / columns);
  const height = Math.max(em(11), Math.round(0.6 * cell));
  const top = Math.max(...chart.rows.map((row) => row.high));
  // Names stand at the ends of the lines, moved apart where these are close.
  const ends = [];
  for (const vendor of vendors) {
    const own = distinct(chart.rows.filter((row) => row.vendor === vendor), "provider")
      .map((provider) => ({ ...chart.rows.filter((row) => row.vendor === vendor && row.provider === provider).pop() }))
      .sort((a, b) => a.share - b.share);
    let least = -Infinity;
    for (const end of own) {
      end.at = Math.max(end.share, least);
      least = end.at + (top * 1.1 * look.size) / height;
      end.name = `${end.provider} ${end.of_100}`;
      ends.push(end);
    }
  }
  const x = { field: "date", type: "temporal", title: null, axis: { format: "%Y", tickCount: { interval: "year", step: 1 }, grid: false } };
  const y = (field) => ({ field, type: "quantitative", title: "futures of 100", scale: { domainMax: top }, axis: { ...ofHundred, tickCount: 4 } });
  const color = { field: "provider", type: "nominal", scale: { domain: providers, range: providers.map((_, i) => palette(look)[i % 6]) }, legend: null };
  const strokeDash = { field: "provider", type: "nominal", scale: { domain: providers, range: providers.map((_, i) => dashes[i % 6]) }, legend: null };
  return {
    data: { values: [...chart.rows, ...ends] }, columns, spacing: { row: em(4.8), column: right }, bounds: "flush",
    facet: { field: "vendor", type: "nominal", sort: vendors, header: { title: null } },
    spec: {
      width: cell, height,
      layer: [
        { transform: [{ filter: "!isValid(datum.at)" }], mark: { type: "area", opacity: 0.16, interpolate: "step-after" }, encoding: { x, y: y("low"), y2: { field: "high" }, color } },
        { transform: [{ filter: "!isValid(datum.at)" }], mark: { type: "line", interpolate: "step-after", strokeWidth: 2 }, encoding: { x, y: y("share"), color, strokeDash } },
        { transform: [{ filter: "isValid(datum.at)" }], mark: { type: "text", align: "left", dx: 5 }, encoding: { x, y: y("at"), text: { field: "name" }, color } },
      ],
    },
    resolve: { axis: { x: "independent" } },
  };
};

specs.stages = (chart, width, look) => {
  const order = distinct(chart.rows, "of");
  return {
    data: { values: chart.rows }, width, height: 2.1 * look.size * order.length, autosize: { type: "fit-x", contains: "padding" },
    encoding: {
      y: { field: "of", type: "nominal", sort: order, title: null },
      x: { field: "days", type: "quantitative", title: "mean days", stack: true },
    },
    layer: [
      { mark: { type: "bar", height: 1.2 * look.size, stroke: look.paper, strokeWidth: 1 },
        encoding: { color: { field: "stage", type: "nominal", sort: ["to award", "award to operation"], scale: { domain: ["to award", "award to operation"], range: [look.c1, look.c2] } }, order: { field: "stage", sort: "descending" } } },
    ],
  };
};

specs.timeline = (chart, width, look) => {
  const em = emOf(look);
  const futures = distinct(chart.rows, "future");
  const characters = isNarrow(width, look) ? 14 : 40;
  const labelled = (lane) => wrapped(lane, characters).join("\n");
  const lanes = ["Partnerships", "Authorisations", "Standing of vendors", "Vehicles and policies", "Appropriations"].map(labelled);
  const cell = Math.max(em(12), width - em(isNarrow(width, look) ? 9.5 : 14));
  return {
    data: { values: chart.rows.map((row) => ({ ...row, label: labelled(row.lane) })) },
    facet: { row: { field: "future", type: "nominal", sort: futures, header: { title: null, labelAngle: 0, labelOrient: "top", labelAnchor: "start" } } },
    spacing: em(1.5),
    spec: {
      width: cell, height: { step: em(isNarrow(width, look) ? 2.9 : 2) },
      mark: { type: "point", filled: true, size: dotOf(look), opacity: 0.65 },
      encoding: {
        x: { field: "date", type: "temporal", title: null, axis: { format: "%Y", tickCount: { interval: "year", step: 1 }, grid: true } },
        y: linesAxis(lanes, look),
        color: { field: "label", type: "nominal", sort: lanes, scale: { domain: lanes, range: palette(look).slice(0, 5) }, legend: null },
        tooltip: [{ field: "date", type: "temporal", format: "%Y-%m-%d" }, { field: "what", type: "nominal" }, { field: "who", type: "nominal" }],
      },
    },
  };
};

// Strong and faint of two hues, which no kind of colour blindness takes for one another.
specs.basis = (chart, width, look) => {
  const kinds = ["fact", "estimate", "assumption, with source", "assumption, no source", "set or not stated"];
  const colors = { "fact": look.c1, "estimate": look.t1, "assumption, with source": look.t2, "assumption, no source": look.c2, "set or not stated": look.soft };
  const used = kinds.filter((kind) => chart.rows.some((row) => row.basis === kind));
  return {
    data: { values: chart.rows.map((row) => ({ ...row, rank: kinds.indexOf(row.basis) })) },
    width, height: 1.7 * look.size * distinct(chart.rows, "part").length, autosize: { type: "fit-x", contains: "padding" },
    mark: { type: "bar", height: 1.05 * look.size, stroke: look.paper, strokeWidth: 0.5 },
    encoding: {
      y: { field: "part", type: "nominal", sort: { field: "count", op: "sum", order: "descending" }, title: null },
      x: { field: "count", type: "quantitative", title: "values" },
      color: { field: "basis", type: "nominal", scale: { domain: used, range: used.map((kind) => colors[kind]) }, legend: { columns: width < 50 * look.size ? 1 : 0 } },
      order: { field: "rank" },
    },
  };
};
