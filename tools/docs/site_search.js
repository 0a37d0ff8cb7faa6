// Search over guides and symbols, on every page of the site, without a network.
const field = document.querySelector("#searchbar");
const results = document.querySelector("#searchResults");
const content = document.querySelector("#content");
const file = document.querySelector("meta[name='doc-current-file']");
// Pages of the reference lie in api/, as deep as the file that they tell of; guides at the top.
const depth = file === null ? 0 : file.content === "" ? 0 : file.content.split("/").length + 1;
const api = file === null ? "api/" : "../".repeat(depth);
const top_ = file === null ? "" : "../".repeat(depth + 1);
const shown = content.style.display;

const entries = [
  ...globalThis.DESCENT_GUIDES.map(({ title, page, address, text }) => ({
    title,
    kind: page,
    address: top_ + address,
    words: `${title} ${text}`.toLowerCase(),
  })),
  ...globalThis.DENO_DOC_SEARCH_INDEX.nodes.filter(({ name }) => !name.includes(".")).map((
    node,
  ) => ({
    title: node.name,
    kind: `${node.kind[0].title} of ${node.file.split("/")[0]}: ${firstSentence(node.doc)}`,
    address: api + node.url.replace("./", ""),
    words: `${node.name} ${node.doc}`.toLowerCase(),
  })),
];

function firstSentence(text) {
  return /^.*?\.(?=\s|[A-Z]|$)/s.exec(text)?.[0] ?? text;
}

function rank(entry, text) {
  const title = entry.title.toLowerCase();
  return title === text ? 3 : title.startsWith(text) ? 2 : title.includes(text) ? 1 : 0;
}

function show() {
  const text = field.value.trim().toLowerCase();
  content.style.display = text === "" ? shown : "none";
  results.replaceChildren();
  if (text === "") return;
  const wanted = text.split(/\s+/);
  const found = entries.filter(({ words }) => wanted.every((word) => words.includes(word)))
    .sort((a, b) => rank(b, text) - rank(a, text)).slice(0, 60);
  const list = document.createElement("ul");
  list.className = "results";
  for (const { title, kind, address } of found) {
    const item = document.createElement("li"), link = document.createElement("a");
    const about = document.createElement("small");
    link.href = address;
    link.textContent = title;
    about.textContent = ` ${kind}`;
    item.append(link, about);
    list.append(item);
  }
  if (found.length === 0) list.textContent = "Nothing has all of these words.";
  results.append(list);
}

field.removeAttribute("style");
field.placeholder = "Search guides and functions";
field.addEventListener("input", show);
field.value = new URL(location.href).searchParams.get("q") ?? field.value;
show();
