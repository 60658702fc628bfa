// What the page says, for its charts: rows by chart, as objects.
const book = JSON.parse(document.getElementById("acqsim-data").textContent);

const chartOf = (id) => {
  const chart = book[id];
  const rows = chart.rows.map((row) => Object.fromEntries(chart.fields.map((field, i) => [field, row[i]])));
  return { ...chart, id, rows };
};

const distinct = (rows, field) => [...new Set(rows.map((row) => row[field]))];

/** Lines of at most so many characters, broken at spaces, which `space` stands for where there is no break. */
const wrapped = (text, width, space = " ") => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length + space.length > width) lines.push(word);
    else lines[last] += (lines[last] ? space : "") + word;
  }
  return lines;
};

/** So many columns, or one less if that leaves fewer places empty. */
const columnsFor = (count, most) => {
  const empty = (columns) => (columns - (count % columns)) % columns;
  const wide = Math.max(1, Math.min(count, most));
  return wide > 2 && empty(wide - 1) < empty(wide) ? wide - 1 : wide;
};

const csvText = (rows) => {
  // A text that a spreadsheet would take for a formula is marked as text.
  const plain = (value) => (typeof value === "string" && /^([=@\t]|[+-](?![\d.]))/.test(value) ? `'${value}` : value);
  const cell = (given) => quoted(plain(given));
  const quoted = (value) => (value === null ? "" : /[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
};
const csvOf = (chart) => csvText([chart.fields, ...chart.rows.map((row) => chart.fields.map((field) => row[field]))]);
