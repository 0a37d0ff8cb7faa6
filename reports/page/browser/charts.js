// Unpacks Plotly and draws the charts. Runs in the browser, as a module of its own.

const PRINT_WIDTH = 680;
/** What axis titles, labels and colour bar take of a heat map's width. */
const HEAT_MAP_MARGINS = 130;
/** How far beyond the screen charts are drawn already. */
const AHEAD = "100% 0px";
/** Milliseconds after which the next chart is drawn although the browser has other things to do. */
const LONGEST_PAUSE = 200;
/** Opacity of series that stand behind those which are looked at, and of curves behind their smoothed ones. */
const BEHIND = 0.13, RAW = 0.3;
/** More series than colours that can be told apart: the first few stand out until others are chosen. */
const MOST_COLOURS = 8, FIRST_CHOSEN = 3;
const root = document.documentElement;
let plots = [...document.querySelectorAll(".plot")];
const figures = JSON.parse(document.getElementById("figures").textContent);
/** The names of series that the reader pinned, and the one that the pointer is on; legends rule all charts. */
const pinned = new Set();
let pointedAt = null;
/** The name of the only series that is shown; null shows all. */
let alone = null;
/** What the reader chose for a chart: the horizontal axis by number, the scale by name, how much to smooth. */
const choices = new WeakMap();
const drawn = new Set();
const touch = matchMedia("(hover: none)").matches;

// A live page brings new charts, and more points in those that stand.
document.addEventListener("pagechange", ({ detail }) => {
  Object.assign(figures, detail.figures);
  if (root.dataset.charts === "drawn") changePage(detail.figures);
});

try {
  const loaded = loadPlotly();
  // While other threads read the library.
  prepareLegends();
  prepareChoices();
  await loaded;
  await drawNearScreen();
  const redraw = () => drawn.forEach((plot) => draw(plot));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    root.dataset.printing = "";
    plots.forEach((plot) => draw(plot, PRINT_WIDTH));
  });
  addEventListener("afterprint", () => {
    delete root.dataset.printing;
    redraw();
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
  for (const plot of former) {
    if (plots.includes(plot)) continue;
    drawn.delete(plot);
    globalThis.Plotly.purge(plot);
  }
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
  const unpacked = new Response(bytesOf(packed)).body.pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  // The page's policy runs only scripts that carry this number.
  script.nonce = document.getElementById("figures").nonce;
  // From an address, unlike from the page's text, a script is read by another thread.
  const bytes = await new Response(unpacked).arrayBuffer();
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript;charset=utf-8" }));
  script.src = address;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error("Plotly did not start"));
    document.head.append(script);
  });
  URL.revokeObjectURL(address);
  script.remove();
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64 !== undefined) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

function choicesOf(plot) {
  if (!choices.has(plot)) choices.set(plot, { axis: 0, smoothing: 0 });
  return choices.get(plot);
}

/** Draws the charts that are on the screen or close to it, and from then on those that come close. */
function drawNearScreen() {
  const first = Promise.withResolvers();
  const observer = new IntersectionObserver(async (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      await draw(target);
      await idle();
    }
    first.resolve();
  }, { rootMargin: AHEAD });
  plots.forEach((plot) => observer.observe(plot));
  // A live page has no charts yet.
  if (plots.length === 0) first.resolve();
  return first.promise;
}

/** Lets the browser show a chart and answer the reader before the next one takes its time. */
function idle() {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback === undefined) setTimeout(resolve);
    else requestIdleCallback(resolve, { timeout: LONGEST_PAUSE });
  });
}

async function draw(plot, most = Infinity) {
  // Said each time: without it a chart would keep the width that it had on paper.
  const width = Math.min(most, plot.clientWidth);
  const { data, layout, choices: axes, scales, numbers } = figures[plot.dataset.figure];
  const { axis: chosen, scale, smoothing } = choicesOf(plot);
  const axis = axes?.[chosen];
  const textSize = cellTextSize(plot, data);
  const placed = data.map((trace, index) => ({
    ...trace,
    ...(trace.mode === "text" ? { textfont: { ...trace.textfont, size: textSize } } : {}),
    ...(axis === undefined ? {} : { x: axis.x[index] }),
  }));
  const traces = placed
    .flatMap((trace) => smoothed(trace, smoothing))
    .map((trace) => ({
      ...trace,
      ...spreadOf(trace, placed),
      visible: alone === null || trace.meta === undefined || trace.meta.series === alone,
      opacity: opacityOf(trace),
    }));
  const themed = withColours({
    data: traces,
    layout: {
      ...layout,
      ...scales?.[scale],
      font: { ...layout.font, family: getComputedStyle(document.body).fontFamily },
      dragmode: touch ? false : "zoom",
      height: plot.clientHeight,
      ...(width > 0 ? { width } : {}),
    },
  });
  if (axis !== undefined) {
    themed.layout.xaxis.title.text = axis.title;
    themed.layout.xaxis.unifiedhovertitle = { text: `${axis.title} %{x:.4~g}` };
  }
  await globalThis.Plotly.react(plot, themed.data, themed.layout, {
    responsive: true,
    showSendToCloud: false,
    showEditInChartStudio: false,
    plotlyServerURL: "",
    // Stands on the curves, and has nothing that the line below the chart has not; a double click resets the axes.
    displayModeBar: false,
  });
  // A chart whose width is set does not follow the window.
  if (most === Infinity) delete plot.layout.width;
  // For the chart's file.
  plot.numbers = numbers;
  drawn.add(plot);
}

/** A curve and, where the reader smooths it, the smoothed one before it: an exponential moving average without its bias. */
function smoothed(trace, weight) {
  if (weight === 0 || trace.meta?.smooths !== true) return [trace];
  let mean = 0, mass = 0;
  const y = trace.y.map((value) => {
    mean = weight * mean + (1 - weight) * value;
    mass = weight * mass + 1 - weight;
    return mean / mass;
  });
  const { marker: _, ...line } = trace;
  return [
    {
      ...line,
      mode: "lines",
      line: { ...line.line, width: 1 },
      meta: { ...line.meta, opacity: RAW },
    },
    {
      ...trace,
      y,
      name: undefined,
      hoverinfo: "skip",
      hovertemplate: undefined,
      meta: { ...trace.meta, part: "smoothed" },
    },
  ];
}

/** The lowest and the highest seed of each point of a curve, which its band has. */
function spreadOf({ meta, name }, traces) {
  if (meta?.smooths !== true || name === undefined) return {};
  const band = traces.find(({ meta: own, fill }) => fill && own?.series === meta.series);
  if (band === undefined) return {};
  const count = band.y.length / 2;
  const spread = (_, index) => [band.y[band.y.length - 1 - index], band.y[index]];
  return { customdata: Array.from({ length: count }, spread) };
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

function opacityOf({ meta }) {
  const looked = pointedAt === null ? pinned : new Set([pointedAt]);
  const isBehind = looked.size > 0 && meta?.series !== undefined && !looked.has(meta.series);
  return isBehind ? BEHIND : meta?.opacity ?? 1;
}

/** Pointing at an entry puts the others behind it, a click pins it, a double click shows it alone. */
function prepareLegends() {
  const items = [...document.querySelectorAll(".legend li")];
  const added = items.filter((item) => item.querySelector("button") === null);
  if (added.length === 0) return;
  for (const item of added) {
    const { series } = item.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Click to pin; double-click, or Shift and Enter, to show alone";
    button.append(...item.childNodes);
    button.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") look(series);
    });
    button.addEventListener("pointerleave", () => look(null));
    button.addEventListener("click", ({ shiftKey }) => {
      if (shiftKey) return showAlone(alone === series ? null : series);
      if (!pinned.delete(series)) pinned.add(series);
      if (alone !== null) showAlone(null);
      showPinned();
    });
    button.addEventListener("dblclick", () => showAlone(series));
    item.append(button);
  }
  const names = [...new Set(items.map(({ dataset }) => dataset.series))];
  if (names.length > MOST_COLOURS && root.dataset.charts !== "drawn") {
    names.slice(0, FIRST_CHOSEN).forEach((name) => pinned.add(name));
  }
  showPinned();
}

function look(series) {
  pointedAt = series;
  for (const plot of drawn) {
    globalThis.Plotly.restyle(plot, { opacity: plot.data.map(opacityOf) });
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
  drawn.forEach((plot) => draw(plot));
}

/** Controls of a section rule its charts; each is named after what it changes. */
function prepareChoices() {
  for (const controls of document.querySelectorAll(".choices[hidden]")) {
    controls.hidden = false;
    controls.addEventListener("input", ({ target: { value } }) => {
      const { choice } = controls.dataset;
      const state = controls.querySelector("output");
      if (state !== null) state.textContent = value;
      for (const plot of controls.closest("section").querySelectorAll(".plot")) {
        choicesOf(plot)[choice] = choice === "scale" ? value : Number(value);
        if (drawn.has(plot)) draw(plot);
      }
    });
  }
}
