// Gives stages a slider. Runs in the browser, as a module of its own.

for (const stages of document.querySelectorAll(".stages")) {
  const all = [...stages.children];
  const bar = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const output = document.createElement("output");
  bar.className = "stage-slider";
  label.textContent = stages.dataset.label;
  input.type = "range";
  input.min = 0;
  input.max = all.length - 1;
  input.value = all.length - 1;
  input.id = `${stages.closest("section").id}-slider`;
  label.htmlFor = input.id;
  output.htmlFor = input.id;
  const show = () => {
    const chosen = Number(input.value);
    all.forEach((stage, index) => stage.hidden = index !== chosen);
    output.textContent = all[chosen].dataset.title;
    // The place among the stages says nothing to who hears it.
    input.setAttribute("aria-valuetext", all[chosen].dataset.title);
  };
  input.addEventListener("input", show);
  bar.append(label, input, output);
  stages.prepend(bar);
  show();
}
