// Offers every chart as a picture and as numbers. Runs in the browser, as a module of its own.

/** Pixels of a picture; its height is the chart's with room for title and legend. */
const PICTURE_WIDTH = 960, TITLE_HEIGHT = 56, LEGEND_HEIGHT = 40;
const PICTURES = { svg: { format: "svg", scale: 1 }, png: { format: "png", scale: 2 } };
const CELL = /[",\r\n]/;

offerDownloads();
// A live page brings new charts.
document.addEventListener("pagechange", offerDownloads);

function offerDownloads() {
  for (const plot of document.querySelectorAll(".plot")) {
    if (!plot.nextElementSibling?.matches(".downloads")) offer(plot);
  }
}

function offer(plot) {
  const bar = document.createElement("div");
  bar.className = "downloads";
  bar.append("Download ");
  for (const kind of [...Object.keys(PICTURES), "csv"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind.toUpperCase();
    button.setAttribute("aria-label", `${titleOf(plot)} as ${kind.toUpperCase()}`);
    button.addEventListener("click", () => save(plot, kind));
    bar.append(button, " ");
  }
  plot.after(bar);
}

async function save(plot, kind) {
  // Not drawn yet, or never.
  if (plot.data === undefined) return;
  const url = kind === "csv"
    ? `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(plot))}`
    : await pictureOf(plot, PICTURES[kind]);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(plot)}.${kind}`;
  link.click();
}

/** The address of a picture that says by itself what it shows. */
function pictureOf(plot, { format, scale }) {
  const named = new Set();
  const data = plot.data.map((trace) => {
    const series = trace.meta?.series;
    const isFirst = trace.name !== undefined && series !== undefined && !named.has(series);
    if (isFirst) named.add(series);
    return { ...trace, opacity: trace.meta?.opacity ?? 1, showlegend: isFirst };
  });
  const colours = getComputedStyle(document.documentElement);
  const layout = {
    ...plot.layout,
    title: { text: escaped(titleOf(plot)), font: { size: 17 } },
    showlegend: named.size > 0,
    legend: { orientation: "h", y: -0.2, font: { size: 12 } },
    margin: { ...plot.layout.margin, t: TITLE_HEIGHT, r: 24 },
    paper_bgcolor: colours.getPropertyValue("--paper").trim(),
    autosize: false,
  };
  const height = plot.clientHeight + TITLE_HEIGHT + (named.size > 0 ? LEGEND_HEIGHT : 0);
  return globalThis.Plotly.toImage({ data, layout }, {
    format,
    scale,
    width: PICTURE_WIDTH,
    height,
  });
}

/** The chart's numbers in rows: those that it brings, or series, position, value; of a map with both positions. */
function csvOf(plot) {
  if (plot.numbers !== undefined) return csvText(plot.numbers);
  const { xaxis, yaxis } = plot.layout;
  const x = plain(xaxis?.title?.text) || "x", y = plain(yaxis?.title?.text) || titleOf(plot);
  const map = plot.data.find(({ type }) => type === "heatmap");
  const names = new Map(
    plot.data.map(({ name, meta }) => [meta?.series, name]).filter(([, name]) => name),
  );
  const rows = map === undefined
    ? [["series", "part", x, y], ...plot.data.flatMap((trace) => rowsOf(trace, names))]
    : [[x, y, titleOf(plot)], ...rowsOfMap(map)];
  return csvText(rows);
}

function csvText(rows) {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function rowsOf({ x = [], y = [], name, meta, fill }, names) {
  const series = plain(name ?? names.get(meta?.series) ?? meta?.series ?? "");
  const half = Math.ceil(x.length / 2);
  return Array.from(x, (position, index) => {
    // A band runs along its upper edge and back along its lower one.
    const part = fill !== "toself" ? meta?.part ?? "" : index < half ? "upper" : "lower";
    return [series, part, position, y[index]];
  });
}

function rowsOfMap({ x, y, z }) {
  return Array.from(z, (values, row) => Array.from(values, (value, i) => [x[i], y[row], value]))
    .flat();
}

function cell(value) {
  const text = value === null || value === undefined ? "" : plain(String(value));
  // A spreadsheet takes what begins like this for a formula.
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))
    ? `'${text}`
    : text;
  return CELL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function titleOf(plot) {
  const section = plot.closest("section")?.querySelector("h2, h3, h4")?.textContent;
  const caption = plot.closest("figure")?.querySelector("figcaption")?.textContent;
  return (caption ?? section ?? document.title).trim();
}

function fileName(plot) {
  const [page] = document.title.split(" · ");
  const words = `${page} ${titleOf(plot)}`.toLowerCase().match(/[a-z0-9]+/g) ?? ["chart"];
  return words.join("-").slice(0, 80);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What a label for Plotly says. */
function plain(text = "") {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
