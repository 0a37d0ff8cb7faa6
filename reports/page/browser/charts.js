// Unpacks Plotly and draws the charts. Runs in the browser, as a module of its own.

const PRINT_WIDTH = 680;
/** What axis titles, labels and colour bar take of a heat map's width. */
const HEAT_MAP_MARGINS = 130;
const UNUSED_BUTTONS = [
  // Opens another company's page with the chart's data.
  "sendChartToCloud",
  "zoom2d",
  "pan2d",
  "select2d",
  "lasso2d",
  "zoomIn2d",
  "zoomOut2d",
  "autoScale2d",
];
const root = document.documentElement;
let plots = [...document.querySelectorAll(".plot")];
const figures = JSON.parse(document.getElementById("figures").textContent);
/** Opacity of series that stand behind those which are looked at. */
const BEHIND = 0.13;
/** The names of series that the reader pinned, and the one that the pointer is on; legends rule all charts. */
const pinned = new Set();
let pointedAt = null;
/** The name of the only series that is shown; null shows all. */
let alone = null;
/** The horizontal axis that the reader chose for a chart; the first where there is none. */
const choice = new WeakMap();
const touch = matchMedia("(hover: none)").matches;

// A live page brings new charts, and more points in those that stand.
document.addEventListener("pagechange", ({ detail }) => {
  Object.assign(figures, detail.figures);
  if (root.dataset.charts === "drawn") changePage(detail.figures);
});

try {
  await loadPlotly();
  prepareLegends();
  prepareChoices();
  for (const plot of plots) {
    await draw(plot);
    // Lets the browser answer the reader between two charts.
    await new Promise((resolve) => setTimeout(resolve));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(draw));
  addEventListener("beforeprint", () => {
    root.dataset.printing = "";
    plots.forEach((plot) => draw(plot, PRINT_WIDTH));
  });
  addEventListener("afterprint", () => {
    delete root.dataset.printing;
    plots.forEach((plot) => draw(plot));
  });
  root.dataset.charts = "drawn";
  await changePage({});
} catch (error) {
  root.dataset.charts = "failed";
  for (const plot of plots) {
    const message = document.createElement("p");
    message.className = "plot-message";
    message.textContent = `This browser could not draw the chart (${error.message}). ` +
      "Its numbers are in the CSV files beside this page.";
    plot.replaceChildren(message);
  }
}

/** Draws the charts that are new on the page or have changed. */
async function changePage(changed) {
  const former = new Set(plots);
  plots = [...document.querySelectorAll(".plot")];
  for (const plot of former) if (!plots.includes(plot)) globalThis.Plotly.purge(plot);
  prepareLegends();
  prepareChoices();
  for (const plot of plots) {
    const isDue = !former.has(plot) || plot.dataset.figure in changed;
    // Another change may have come in between.
    if (isDue && plot.isConnected) await draw(plot);
  }
}

async function loadPlotly() {
  const packed = document.getElementById("plotly").textContent.trim();
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The page's policy runs only scripts that carry this number.
  script.nonce = document.getElementById("figures").nonce;
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
}

function draw(plot, width) {
  const { data, layout, choices } = figures[plot.dataset.figure];
  const axis = choices?.[choice.get(plot) ?? 0];
  const textSize = cellTextSize(plot, data);
  const traces = data.map((trace, index) => ({
    ...trace,
    ...(trace.mode === "text" ? { textfont: { ...trace.textfont, size: textSize } } : {}),
    ...(axis === undefined ? {} : { x: axis.x[index] }),
    visible: alone === null || trace.meta === undefined || trace.meta.series === alone,
    opacity: opacityOf(trace),
  }));
  const themed = withColours({
    data: traces,
    layout: {
      ...layout,
      font: { ...layout.font, family: getComputedStyle(document.body).fontFamily },
      dragmode: touch ? false : "zoom",
      height: plot.clientHeight,
      ...(Number.isFinite(width) ? { width: Math.min(width, plot.clientWidth) } : {}),
    },
  });
  if (axis !== undefined) themed.layout.xaxis.title.text = axis.title;
  return globalThis.Plotly.react(plot, themed.data, themed.layout, {
    responsive: true,
    displaylogo: false,
    showSendToCloud: false,
    showEditInChartStudio: false,
    plotlyServerURL: "",
    displayModeBar: touch ? false : "hover",
    modeBarButtonsToRemove: UNUSED_BUTTONS,
  });
}

/** The numbers in a heat map's cells shrink with the cells: a phone's are narrow. */
function cellTextSize(plot, data) {
  const columns = data.find(({ type }) => type === "heatmap")?.x.length ?? 1;
  const cell = (plot.clientWidth - HEAT_MAP_MARGINS) / columns;
  return Math.min(12, Math.max(7, Math.floor(0.4 * cell)));
}

/** Replaces every name of a custom property, with its opacity, by the colour that it has now. */
function withColours(value, key = "") {
  if (Array.isArray(value)) return value.map((item) => withColours(item, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, withColours(item, name)]),
    );
  }
  return key.endsWith("color") && String(value).startsWith("--") ? colour(value) : value;
}

function colour(token) {
  const [name, opacity = "100%"] = token.split(" ");
  const [red, green, blue] = getComputedStyle(root).getPropertyValue(name).trim().slice(1)
    .match(/../g).map((digits) => parseInt(digits, 16));
  return `rgba(${red},${green},${blue},${parseInt(opacity) / 100})`;
}

function opacityOf({ meta, opacity = 1 }) {
  const looked = pointedAt === null ? pinned : new Set([pointedAt]);
  return looked.size === 0 || meta === undefined || looked.has(meta.series) ? opacity : BEHIND;
}

/** Pointing at an entry puts the others behind it, a click pins it, a double click shows it alone. */
function prepareLegends() {
  for (const item of document.querySelectorAll(".legend li")) {
    if (item.querySelector("button") !== null) continue;
    const { series } = item.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Click to pin, double-click to show alone";
    button.append(...item.childNodes);
    button.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") look(series);
    });
    button.addEventListener("pointerleave", () => look(null));
    button.addEventListener("click", () => {
      if (!pinned.delete(series)) pinned.add(series);
      if (alone !== null) showAlone(null);
      showPinned();
    });
    button.addEventListener("dblclick", () => showAlone(series));
    item.append(button);
  }
  showPinned();
}

function look(series) {
  pointedAt = series;
  for (const plot of plots) {
    const { data } = figures[plot.dataset.figure];
    globalThis.Plotly.restyle(plot, { opacity: data.map(opacityOf) });
  }
}

function showPinned() {
  for (const item of document.querySelectorAll(".legend li")) {
    const { series } = item.dataset;
    item.firstElementChild.setAttribute("aria-pressed", String(pinned.has(series)));
    item.classList.toggle("behind", pinned.size > 0 && !pinned.has(series));
  }
  if (root.dataset.charts === "drawn") look(pointedAt);
}

function showAlone(series) {
  alone = series;
  pinned.clear();
  if (series !== null) pinned.add(series);
  showPinned();
  plots.forEach((plot) => draw(plot));
}

function prepareChoices() {
  for (const choices of document.querySelectorAll(".choices[hidden]")) {
    choices.hidden = false;
    choices.addEventListener("change", (event) => {
      for (const plot of choices.closest("section").querySelectorAll(".plot")) {
        choice.set(plot, Number(event.target.value));
        draw(plot);
      }
    });
  }
}
