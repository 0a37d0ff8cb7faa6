// Draws paths of update rules and lets the reader change them. Runs in the browser, behind rule_path.js and the programs.

const WIDTH = 720, HEIGHT = 540, BANDS = 14;
/** Rates that are tried for a function before the reader changes anything. */
const RATES = Array.from(
  { length: 36 },
  (_, place) => Number((10 ** (-5 + place / 6)).toPrecision(3)),
);

for (const figure of document.querySelectorAll(".paths")) start(figure);

async function start(figure) {
  const { functions, rules } = JSON.parse(figure.querySelector("script").textContent);
  const canvas = document.createElement("canvas");
  const output = document.createElement("output");
  const controls = document.createElement("div");
  const settings = document.createElement("div");
  controls.className = settings.className = "path-controls";
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  const memory = new WebAssembly.Memory({ initial: 1 });
  const runs = new Map();

  const labelled = (title, input, parent = controls) => {
    const label = document.createElement("label");
    label.append(title, input);
    parent.append(label);
    return input;
  };
  const select = (title, entries) => {
    const input = document.createElement("select");
    entries.forEach(({ title }, index) => input.add(new Option(title, index)));
    return labelled(title, input);
  };
  const slider = (title, { min, max, step = "any", value, words, parent, change }) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min, max, step, value });
    const shown = document.createElement("span");
    const say = () => {
      shown.textContent = words(Number(input.value));
      input.setAttribute("aria-valuetext", shown.textContent);
    };
    input.addEventListener("input", () => {
      say();
      change();
    });
    labelled(title, input, parent).after(shown);
    say();
    return Object.assign(input, { say });
  };
  const inputs = { fn: select("Function", functions), rule: select("Rule", rules) };
  const number = (value) => String(Number(value.toPrecision(3))).replaceAll("-", "\u2212");
  /** "learningRate" as "Learning rate". */
  const titleOf = (name) => {
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return words.charAt(0).toUpperCase() + words.slice(1);
  };
  inputs.steps = slider("Steps", {
    ...{ min: 1, max: 400, step: 1, value: 200, words: String },
    change: () => draw(),
  });
  inputs.x = slider("Start x", { min: 0, max: 1, value: 0, words: number, change: () => draw() });
  inputs.y = slider("Start y", { min: 0, max: 1, value: 0, words: number, change: () => draw() });
  figure.append(controls, settings, canvas, output);

  const chosen = () => ({ fn: functions[inputs.fn.value], rule: rules[inputs.rule.value] });
  const begin = () => [Number(inputs.x.value), Number(inputs.y.value)];

  async function runOf({ name, wasm }) {
    if (!runs.has(name)) {
      const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
      const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
      runs.set(name, instance.exports.run);
    }
    return runs.get(name);
  }

  /** The path of a setting; the compiled formula is there once the rule was chosen. */
  function pathOf(values, steps) {
    const { fn, rule } = chosen();
    const { gradient } = FUNCTIONS[fn.name];
    const run = runs.get(rule.name), program = PROGRAMS[rule.name];
    return rulePath({ run, memory, rule, program, values, gradient, start: begin(), steps });
  }

  /** The rate with the lowest value after the usual number of steps, by the same compiled rule. */
  function searchedRate() {
    const { fn, rule } = chosen();
    const { value } = FUNCTIONS[fn.name];
    let best = RATES[0], lowest = Infinity;
    for (const learningRate of RATES) {
      const end = value(pathOf({ ...rule.defaults, learningRate }, 200).slice(-2));
      if (end < lowest) [best, lowest] = [learningRate, end];
    }
    return best;
  }

  let values = {}, usual = {};
  async function choose() {
    const { fn, rule } = chosen();
    delete figure.dataset.ready;
    await runOf(rule);
    // The reader has gone on to another rule meanwhile.
    if (chosen().rule !== rule) return;
    const [left, right, bottom, top] = fn.window;
    Object.assign(inputs.x, { min: left, max: right });
    Object.assign(inputs.y, { min: bottom, max: top });
    if (figure.dataset.fn !== fn.name) {
      figure.dataset.fn = fn.name;
      inputs.x.value = fn.start[0];
      inputs.y.value = fn.start[1];
      inputs.x.say();
      inputs.y.say();
    }
    usual = { ...rule.defaults, learningRate: searchedRate() };
    values = { ...usual };
    settings.replaceChildren();
    for (const { name, scale, min, max } of rule.hyperparameters) {
      const [to, from] = SCALES[scale];
      const range = [to(min), to(max)].sort((a, b) => a - b);
      const input = slider(titleOf(name), {
        ...{ min: range[0], max: range[1], value: to(values[name]), parent: settings },
        words: (value) => number(from(value)),
        change: () => {
          values[name] = from(Number(input.value));
          draw();
        },
      });
    }
    draw();
    figure.dataset.ready = "";
  }

  function draw() {
    const { fn, rule } = chosen();
    // It is being compiled, and drawn then.
    if (!runs.has(rule.name)) return;
    const steps = Number(inputs.steps.value);
    const path = pathOf(values, steps);
    figure.path = path;
    figure.values = { ...values };
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const [left, right, bottom, top] = fn.window;
    const place = (x, y) => [
      (x - left) / (right - left) * WIDTH,
      (top - y) / (top - bottom) * HEIGHT,
    ];
    drawBands(context, fn, colour("--ink"));
    const line = (points, name, width) => {
      context.beginPath();
      for (let at = 0; at < points.length; at += 2) {
        if (!Number.isFinite(points[at]) || !Number.isFinite(points[at + 1])) break;
        context.lineTo(...place(points[at], points[at + 1]));
      }
      Object.assign(context, { strokeStyle: colour(name), lineWidth: width });
      context.stroke();
    };
    line(pathOf(usual, steps), "--muted", 1.5);
    line(path, "--accent", 2.5);
    context.fillStyle = colour("--accent");
    for (let at = 0; at < path.length; at += 2) {
      const [x, y] = place(path[at], path[at + 1]);
      context.fillRect(x - 2, y - 2, 4, 4);
    }
    for (const [x, y] of fn.minima) drawMark(context, place(x, y), colour("--good"), true);
    drawMark(context, place(path[0], path[1]), colour("--accent"), false);
    const end = path.slice(-2);
    const distance = Math.min(...fn.minima.map(([x, y]) => Math.hypot(end[0] - x, end[1] - y)));
    const words = end.every(Number.isFinite)
      ? `value ${number(FUNCTIONS[fn.name].value(end))} at (${number(end[0])}, ${
        number(end[1])
      }), ${number(distance)} from the nearest minimum`
      : "it has diverged";
    output.textContent = `${rule.title} after ${steps} steps: ${words}.`;
    canvas.setAttribute("aria-label", `Path on ${fn.title}. ${output.textContent}`);
  }

  const drag = (event) => {
    if (event.buttons === 0) return;
    const { fn: { window: [left, right, bottom, top] } } = chosen();
    const box = canvas.getBoundingClientRect();
    inputs.x.value = left + (event.clientX - box.left) / box.width * (right - left);
    inputs.y.value = top - (event.clientY - box.top) / box.height * (top - bottom);
    inputs.x.say();
    inputs.y.say();
    draw();
  };
  canvas.addEventListener("pointerdown", drag);
  canvas.addEventListener("pointermove", drag);
  inputs.fn.addEventListener("change", choose);
  inputs.rule.addEventListener("change", choose);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  await choose();
}

/** Bands of the function's value, evenly spaced in its logarithm above the minimum. */
function drawBands(context, { name, window: [left, right, bottom, top], minimum }, ink) {
  const columns = WIDTH / 4, rows = HEIGHT / 4;
  const { value } = FUNCTIONS[name];
  const heights = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = left + (column + 0.5) / columns * (right - left);
      const y = top - (row + 0.5) / rows * (top - bottom);
      heights[row * columns + column] = Math.log(value([x, y]) - minimum + 0.02);
    }
  }
  const low = Math.min(...heights.filter(Number.isFinite)), high = Math.max(...heights);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = ink;
  heights.forEach((height, index) => {
    context.globalAlpha = 0.3 * Math.floor(BANDS * (height - low) / (high - low)) / BANDS;
    context.fillRect(4 * (index % columns), 4 * Math.floor(index / columns), 4, 4);
  });
  context.globalAlpha = 1;
}

function drawMark(context, [x, y], colour, isCross) {
  context.beginPath();
  if (isCross) {
    context.moveTo(x - 7, y);
    context.lineTo(x + 7, y);
    context.moveTo(x, y - 7);
    context.lineTo(x, y + 7);
  } else context.arc(x, y, 8, 0, 2 * Math.PI);
  Object.assign(context, { strokeStyle: colour, lineWidth: 3 });
  context.stroke();
}
