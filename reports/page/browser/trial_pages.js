// Shows the trial that the address names, else a list of all. Runs in the browser, as a module of its own.

const SVG = "http://www.w3.org/2000/svg";
const host = document.querySelector("[data-trials]");
const packed = document.querySelector("[data-packed]");
const trials = JSON.parse(await unpacked(packed.textContent));

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
}

function make(name, content = [], attributes = {}) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[content].flat());
  return element;
}

function number(value) {
  return typeof value === "number" && !Number.isInteger(value)
    ? String(Number(value.toPrecision(4)))
    : String(value);
}

/** "learningRate" as "learning rate". */
function words(name) {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function titleOf({ optimizer, setting, seed }) {
  // What follows the numbers in an id only tells it from those that round alike.
  const id = setting.id.replace(/-[0-9a-f]{10}$/, "");
  return `${optimizer.title}, ${words(id).replaceAll("=", " ")}, seed ${seed}`;
}

function statusOf({ status, divergedAtStep, error }) {
  if (status === "diverged") return `diverged at step ${divergedAtStep}`;
  return status === "failed" ? `failed: ${error}` : status;
}

function list(rows) {
  return make(
    "dl",
    rows.filter(([, value]) => value !== null && value !== "").flatMap(([term, value]) => [
      make("dt", term),
      make("dd", value),
    ]),
  );
}

function curve({ title, format, points }) {
  const score = (value) => format === "percent" ? `${number(100 * value)}\u202f%` : number(value);
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  const [left, right, low, high] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  const place = (value, from, to, length) =>
    to === from ? length / 2 : length * (value - from) / (to - from);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 320 140");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${title}: from ${score(ys[0])} to ${score(ys.at(-1))}`);
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute(
    "points",
    points.map(([x, y]) =>
      `${place(x, left, right, 320).toFixed(1)},${(140 - place(y, low, high, 140)).toFixed(1)}`
    ).join(" "),
  );
  svg.append(line);
  return make("figure", [
    make("figcaption", title),
    svg,
    make(
      "small",
      `epochs ${number(left)} to ${number(right)}; lowest ${score(low)}, highest ${
        score(high)
      }, last ${score(ys.at(-1))}`,
    ),
  ]);
}

function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  const found = trials.find(({ record }) => record.trialId === id);
  host.replaceChildren(...found === undefined ? overview() : about(found));
}

/** A list for each phase, in the order in which they come. */
function overview() {
  const phases = [...new Set(trials.map(({ record }) => record.phase))];
  return phases.flatMap((phase) => [
    make("h3", phase.charAt(0).toUpperCase() + phase.slice(1)),
    make(
      "ul",
      trials.filter(({ record }) => record.phase === phase).map(({ record }) =>
        make("li", [
          make("a", titleOf(record), { href: `#${record.trialId}` }),
          make("span", statusOf(record)),
        ])
      ),
    ),
  ]);
}

function scoreTable(scores) {
  const row = (name, cells) => make("tr", cells.map((cell) => make(name, cell)));
  return make("table", [
    make("thead", row("th", ["Score", "At the end", "At the best evaluation"])),
    make("tbody", scores.map(({ title, final, best }) => row("td", [title, final, best]))),
  ]);
}

function about({ record, path, scores, curves }) {
  const { setting, budget, results, problem } = record;
  return [
    make("p", make("a", "All trials", { href: "#" })),
    make("h3", titleOf(record)),
    list([
      ["Status", statusOf(record)],
      ["Problem", problem.title],
      ["Network", record.network],
      [
        "Settings",
        Object.entries({ ...setting.hyperparameters, ...setting.variables })
          .map(([key, value]) => `${words(key)} ${number(value)}`).join(", "),
      ],
      ["Phase", record.phase],
      [
        "Budget",
        `${number(budget.epochs)} ${
          budget.epochs === 1 ? "epoch" : "epochs"
        }, batch size ${budget.batchSize}, schedule ${budget.schedule}`,
      ],
      ["Training time", `${number(results.seconds)} s`],
      ["SHA-256 of the weights", results.weightsDigest],
    ]),
    ...scores.length === 0 ? [] : [scoreTable(scores)],
    make("p", [
      make("code", "deno task reproduce"),
      " runs it again from its record, in the folder of the trials: ",
      make("code", path),
    ]),
    ...curves.map(curve),
    make("details", [
      make("summary", "Record"),
      make("pre", JSON.stringify(record, null, 2), { tabindex: 0 }),
    ]),
  ];
}

addEventListener("hashchange", show);
show();
