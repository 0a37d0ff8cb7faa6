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
const plots = [...document.querySelectorAll(".plot")];
const figures = JSON.parse(document.getElementById("figures").textContent);
const hidden = new Map(plots.map((plot) => [plot, new Set()]));
const choice = new Map(plots.map((plot) => [plot, 0]));
const touch = matchMedia("(hover: none)").matches;

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
  const axis = choices?.[choice.get(plot)];
  const textSize = cellTextSize(plot, data);
  const traces = data.map((trace, index) => ({
    ...trace,
    ...(trace.mode === "text" ? { textfont: { ...trace.textfont, size: textSize } } : {}),
    ...(axis === undefined ? {} : { x: axis.x[index] }),
    visible: !hidden.get(plot).has(trace.meta?.series),
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

function prepareLegends() {
  for (const item of document.querySelectorAll(".legend li")) {
    const section = item.closest("section");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.title = "Show or hide";
    button.append(...item.childNodes);
    button.addEventListener("click", () => {
      const show = button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(show));
      for (const plot of section.querySelectorAll(".plot")) {
        if (show) hidden.get(plot).delete(item.dataset.series);
        else hidden.get(plot).add(item.dataset.series);
        draw(plot);
      }
    });
    item.append(button);
  }
}

function prepareChoices() {
  for (const choices of document.querySelectorAll(".choices")) {
    choices.hidden = false;
    choices.addEventListener("change", (event) => {
      for (const plot of choices.closest("section").querySelectorAll(".plot")) {
        choice.set(plot, Number(event.target.value));
        draw(plot);
      }
    });
  }
}
