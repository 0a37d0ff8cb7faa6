// Makes the headings of tables buttons that sort. Runs in the browser, as a module of its own.

for (const table of document.querySelectorAll("table[data-sortable]")) {
  for (const [column, heading] of [...table.tHead.rows[0].cells].entries()) {
    if (heading.textContent === "") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(table, column, heading));
    heading.append(button);
  }
}

function sortBy(table, column, heading) {
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
