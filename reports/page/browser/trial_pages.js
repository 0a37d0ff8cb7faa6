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

function titleOf({ optimizer, setting, seed }) {
  // What follows the numbers in an id only tells it from those that round alike.
  return `${optimizer.title}, ${setting.id.replace(/-[0-9a-f]{10}$/, "")}, seed ${seed}`;
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

function curve({ title, points }) {
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
  svg.setAttribute("aria-label", `${title}: from ${number(ys[0])} to ${number(ys.at(-1))}`);
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
      `epochs ${number(left)} to ${number(right)}; lowest ${number(low)}, highest ${
        number(high)
      }, last ${number(ys.at(-1))}`,
    ),
  ]);
}

function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  const found = trials.find(({ record }) => record.trialId === id);
  host.replaceChildren(...found === undefined ? overview() : about(found));
}

function overview() {
  return [make(
    "ul",
    trials.map(({ record }) =>
      make("li", [
        make("a", titleOf(record), { href: `#${record.trialId}` }),
        ` ${record.phase}, ${statusOf(record)}`,
      ])
    ),
  )];
}

function about({ record, path, curves }) {
  const { setting, budget, results, problem } = record;
  const scores = (split) =>
    Object.entries(split).map(([key, value]) => `${key} ${number(value)}`).join(", ");
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
          .map(([key, value]) => `${key} ${number(value)}`).join(", "),
      ],
      ["Phase", record.phase],
      [
        "Budget",
        `${
          number(budget.epochs)
        } × the training part, batch size ${budget.batchSize}, schedule ${budget.schedule}`,
      ],
      ["At the end", scores(results.final)],
      ["At the best evaluation", scores(results.best)],
      ["Training time", `${number(results.seconds)} s`],
      ["SHA-256 of the weights", results.weightsDigest],
    ]),
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
