// What the page says, for its charts: rows by chart, as objects.
const book = JSON.parse(document.getElementById("acqsim-data").textContent);

const chartOf = (id) => {
  const chart = book[id];
  const rows = chart.rows.map((row) => Object.fromEntries(chart.fields.map((field, i) => [field, row[i]])));
  return { ...chart, id, rows };
};

const distinct = (rows, field) => [...new Set(rows.map((row) => row[field]))];

/** Lines of at most so many characters, broken at spaces. */
const wrapped = (text, width) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length + 1 > width) lines.push(word);
    else lines[last] += (lines[last] ? " " : "") + word;
  }
  return lines;
};

const csvOf = (chart) => {
  const cell = (value) => (value === null ? "" : /[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
  return [chart.fields, ...chart.rows.map((row) => chart.fields.map((field) => row[field]))]
    .map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
};
