// Sorts and filters tables, and shows the rows that long ones keep back. Runs in the browser, as a module of its own.

/** Fewer rows are seen at a glance. */
const WORTH_FILTERING = 8;
const CONDITION = /^(.+?)\s*(>=|<=|!=|=|>|<|~)\s*(.+)$/;

prepareTables();
// A live page brings new ones.
document.addEventListener("pagechange", prepareTables);

function prepareTables() {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    if (table.tHead.querySelector("button") === null) prepare(table);
  }
}

function prepare(table) {
  for (const [column, heading] of [...table.tHead.rows[0].cells].entries()) {
    if (heading.textContent === "") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(table, column, heading));
    heading.append(button);
  }
  const kept = Number(restOf(table)?.dataset.rows ?? 0);
  if (kept > 0) offerRest(table, kept);
  if (table.tBodies[0].rows.length >= WORTH_FILTERING) offerFilter(table);
}

async function sortBy(table, column, heading) {
  if (restOf(table) !== null) await showRest(table);
  const ascending = heading.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  // What a trial never reached has no value, and stays at the end in both directions.
  const known = rows.filter((row) => row.cells[column].dataset.sort !== "");
  const unknown = rows.filter((row) => row.cells[column].dataset.sort === "");
  known.sort((a, b) => compare(a.cells[column].dataset.sort, b.cells[column].dataset.sort));
  if (!ascending) known.reverse();
  body.append(...known, ...unknown);
}

function compare(a, b) {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b, "en", { numeric: true }) : difference;
}

/** Rows that a browser would take long to lay out wait, packed, until they are asked for. */
function restOf(table) {
  return table.tBodies[0].querySelector("script[data-rows]");
}

/** The tables whose rest is being unpacked. */
const unpacking = new Map();

function showRest(table) {
  const rest = restOf(table);
  if (rest === null) return Promise.resolve();
  if (!unpacking.has(table)) unpacking.set(table, unpack(table, rest));
  return unpacking.get(table);
}

async function unpack(table, rest) {
  const bytes = Uint8Array.from(atob(rest.textContent), (letter) => letter.charCodeAt(0));
  const rows = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const template = document.createElement("template");
  template.innerHTML = await new Response(rows).text();
  rest.replaceWith(template.content);
  table.closest(".table-frame").parentElement.querySelector(`[data-rest="${table.id}"]`)?.remove();
}

function offerRest(table, kept) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "table-rest";
  button.dataset.rest = table.id;
  button.textContent = `Show the other ${kept.toLocaleString("en")} rows`;
  button.addEventListener("click", () => showRest(table));
  table.closest(".table-frame").after(button);
}

function offerFilter(table) {
  const label = document.createElement("label");
  label.className = "table-filter";
  const input = document.createElement("input");
  input.type = "search";
  input.spellcheck = false;
  input.placeholder = exampleFor(table);
  const state = document.createElement("output");
  label.append("Filter rows ", input, " ", state);
  input.addEventListener("input", async () => {
    await showRest(table);
    state.textContent = filter(table, input.value.trim());
  });
  table.closest(".table-frame").before(label);
}

/** A condition that the table's own columns could have. */
function exampleFor(table) {
  const { cells } = table.tBodies[0].rows[0];
  const names = headingsOf(table);
  const words = names.findIndex((name, i) => name !== "" && cells[i].classList.contains("words"));
  const numbers = names.findIndex((name, i) =>
    name !== "" && cells[i].classList.contains("numeric") && cells[i].dataset.sort !== ""
  );
  return [[words, "="], [numbers, ">"]].filter(([column]) => column >= 0)
    .map(([column, sign]) => `${names[column]} ${sign} ${cells[column].dataset.sort}`)
    .join(" and ");
}

/** Hides the rows for which a condition does not hold; says how many are left, or what is wrong. */
function filter(table, text) {
  const rows = [...table.tBodies[0].rows];
  const conditions = text === ""
    ? []
    : text.split(/\s+and\s+/i).map((part) => condition(table, part));
  const wrong = conditions.find((each) => typeof each === "string");
  if (wrong !== undefined) return wrong;
  let left = 0;
  for (const row of rows) {
    row.hidden = !conditions.every((holds) => holds(row));
    if (!row.hidden) left++;
  }
  return conditions.length === 0
    ? ""
    : `${left.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
}

/** Whether a row meets one condition; what is wrong with it, as text. Words alone are looked for in every cell. */
function condition(table, text) {
  const parts = CONDITION.exec(text);
  if (parts === null) {
    const wanted = text.toLowerCase();
    return (row) => row.textContent.toLowerCase().includes(wanted);
  }
  const [, name, sign, value] = parts;
  const names = headingsOf(table).map(lettersOf);
  const column = [
    names.indexOf(lettersOf(name)),
    names.findIndex((each) => each.startsWith(lettersOf(name))),
  ]
    .find((index) => index >= 0);
  if (column === undefined) return `No column is called ${name}`;
  return (row) => holds(row.cells[column], sign, value);
}

function holds(cell, sign, value) {
  const wanted = value.replace(/^["']|["']$/g, "").toLowerCase();
  const { sort } = cell.dataset;
  const own = sort.toLowerCase(), shown = cell.textContent.trim().toLowerCase();
  if (sign === "~") return own.includes(wanted) || shown.includes(wanted);
  const percent = /%$/.test(wanted) ? Number(wanted.slice(0, -1)) / 100 : Number(wanted);
  const isNumber = wanted !== "" && !Number.isNaN(percent) && sort !== "" &&
    !Number.isNaN(Number(sort));
  const difference = isNumber ? Number(sort) - percent : own.localeCompare(wanted, "en");
  const isEqual = isNumber
    ? Math.abs(difference) <= 1e-9 * Math.abs(percent)
    : own === wanted || shown === wanted;
  if (sign === "=") return isEqual;
  if (sign === "!=") return !isEqual;
  if (sort === "") return false;
  return {
    ">": difference > 0,
    "<": difference < 0,
    ">=": difference >= 0,
    "<=": difference <= 0,
  }[sign];
}

function headingsOf(table) {
  return [...table.tHead.rows[0].cells].map(({ textContent }) => textContent.trim());
}

function lettersOf(name) {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
