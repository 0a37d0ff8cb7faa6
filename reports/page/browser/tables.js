// Sorts and filters tables, and shows the rows that long ones keep back. Runs in the browser, as a module of its own.

const CONDITION = /^(.+?)\s*(>=|<=|!=|=|>|<|~)\s*(.+)$/;

// Listens for all tables, of which a live page brings new ones.
document.addEventListener("click", ({ target }) => {
  const heading = target.closest("table[data-sortable] > thead button")?.closest("th");
  if (heading) sortBy(heading.closest("table"), heading.cellIndex, heading);
  const rest = target.closest(".table-rest");
  if (rest !== null) showRest(document.getElementById(rest.dataset.rest));
});
document.addEventListener("input", async ({ target }) => {
  const label = target.closest(".table-filter");
  if (label === null) return;
  const table = label.nextElementSibling.querySelector("table");
  await showRest(table);
  label.querySelector("output").textContent = filter(table, target.value.trim());
});

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
