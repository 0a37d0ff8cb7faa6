// Keeps a live page up to date, and stops trials. Runs in the browser, as a module of its own.

const { token, version } = JSON.parse(document.getElementById("live").textContent);
const main = document.querySelector("main");
/** Markup of parts as it came, without what changes in a chart while it grows. */
const skeletons = new Map();

const source = new EventSource(`events?from=${encodeURIComponent(version)}`);
source.addEventListener("open", () => say(""));
source.addEventListener("error", () => {
  say(
    source.readyState === EventSource.CLOSED
      ? "The run no longer answers; what it had reported stays here."
      : "The connection is lost; trying again.",
  );
});
source.addEventListener("parts", ({ data }) => update(JSON.parse(data)));
// Another run answers at this address now.
source.addEventListener("reload", () => location.reload());
source.addEventListener("ended", () => {
  source.close();
  say("The run has ended.");
  document.documentElement.dataset.live = "ended";
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-stop]");
  if (button !== null) stop(button);
});

function say(text) {
  const connection = document.querySelector(".live-connection");
  if (connection.textContent !== text) connection.textContent = text;
}

function update({ names, parts }) {
  const figures = {};
  const restorers = [];
  for (const part of parts) {
    Object.assign(figures, part.figures);
    const holder = holderOf(part.name);
    const template = document.createElement("template");
    template.innerHTML = part.html;
    const labels = takeLabels(template.content);
    if (skeletons.get(part.name) === template.innerHTML) {
      setLabels(holder, labels);
      continue;
    }
    skeletons.set(part.name, template.innerHTML);
    setLabels(template.content, labels);
    restorers.push(stateOf(holder));
    holder.replaceChildren(template.content);
  }
  arrange(names);
  document.dispatchEvent(new CustomEvent("pagechange", { detail: { figures } }));
  for (const restore of restorers) restore();
}

function holderOf(name) {
  const known = document.querySelector(`[data-part="${CSS.escape(name)}"]`);
  if (known !== null) return known;
  const holder = document.createElement("div");
  holder.dataset.part = name;
  main.append(holder);
  return holder;
}

/** Puts the parts in order; those that are in their place stay, with what the reader does in them. */
function arrange(names) {
  const wanted = new Set(names);
  for (const holder of [...main.children]) {
    if (!wanted.has(holder.dataset.part)) {
      holder.remove();
      skeletons.delete(holder.dataset.part);
    }
  }
  for (const [place, name] of names.entries()) {
    const holder = holderOf(name);
    if (main.children[place] !== holder) main.insertBefore(holder, main.children[place] ?? null);
  }
}

/** Takes the descriptions out of charts, which change with every point. */
function takeLabels(content) {
  return [...content.querySelectorAll(".plot")].map((plot) => {
    const label = plot.getAttribute("aria-label");
    plot.setAttribute("aria-label", "");
    plot.replaceChildren();
    return label;
  });
}

function setLabels(content, labels) {
  const plots = content.querySelectorAll(".plot");
  labels.forEach((label, index) => plots[index].setAttribute("aria-label", label));
}

/** What the reader has set in a part; gives a function that sets it again, in what came in its place. */
function stateOf(holder) {
  const opened = [...holder.querySelectorAll("details")].map(({ open }) => open);
  const tables = [...holder.querySelectorAll("table")].map((table) => ({
    sorted: [...table.tHead?.rows[0].cells ?? []].findIndex((cell) => cell.ariaSort !== null),
    isDescending: table.querySelector("th[aria-sort=descending]") !== null,
    filter: filterOf(table)?.value ?? "",
    left: table.closest(".table-frame")?.scrollLeft ?? 0,
  }));
  const focused = holder.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  return () => {
    holder.querySelectorAll("details").forEach((each, index) => each.open = opened[index] ?? false);
    for (const [index, table] of holder.querySelectorAll("table").entries()) {
      const { sorted = -1, isDescending, filter = "", left = 0 } = tables[index] ?? {};
      const button = sorted < 0 ? null : table.tHead.rows[0].cells[sorted]?.querySelector("button");
      button?.click();
      if (isDescending) button?.click();
      const input = filterOf(table);
      if (input !== null && filter !== "") {
        input.value = filter;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
      table.closest(".table-frame")?.scrollTo({ left });
    }
    if (focused === null) return;
    const candidates = [...holder.querySelectorAll("a, button, input, summary, [tabindex]")];
    candidates.find((each) => keyOf(each) === focused)?.focus({ preventScroll: true });
  };
}

function filterOf(table) {
  return table.closest(".table-frame")?.parentElement.querySelector(".table-filter input") ?? null;
}

/** Tells an element that can be focused in a part from the others in it. */
function keyOf({ tagName, dataset, textContent, ariaLabel }) {
  return [tagName, dataset.key ?? ariaLabel ?? textContent].join(" ");
}

async function stop(button) {
  const trial = button.dataset.stop;
  const question = "Stop all trials and end the run? What is finished is kept.";
  if (trial === "" && !confirm(question)) return;
  button.disabled = true;
  try {
    const response = await fetch("stop", {
      method: "POST",
      headers: { "content-type": "application/json", "x-descent-token": token },
      body: JSON.stringify({ trial: trial === "" ? null : trial }),
    });
    if (response.ok) return;
    say(await response.text());
  } catch (error) {
    say(`The run could not be asked to stop (${error.message}).`);
  }
  button.disabled = false;
}
