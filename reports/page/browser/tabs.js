// Turns panels that lie below each other into tabs. Runs in the browser, as a module of its own.

for (const tabs of document.querySelectorAll(".tabs")) {
  const panels = [...tabs.children];
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  const buttons = panels.map((panel) => {
    const button = document.createElement("button");
    button.type = "button";
    button.id = `${panel.id}-tab`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    button.textContent = panel.querySelector("h2, h3, h4").textContent;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    list.append(button);
    return button;
  });
  const select = (chosen) => {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      panels[index].classList.toggle("unseen", index !== chosen);
    }
  };
  list.addEventListener("click", (event) => {
    const index = buttons.indexOf(event.target.closest("button"));
    if (index >= 0) select(index);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const current = buttons.findIndex((button) => button.tabIndex === 0);
    const next = (current + step + buttons.length) % buttons.length;
    select(next);
    buttons[next].focus();
    event.preventDefault();
  });
  const showAll = () => panels.forEach((panel) => panel.classList.remove("unseen"));
  const showOne = () => select(buttons.findIndex((button) => button.tabIndex === 0));
  addEventListener("beforeprint", showAll);
  addEventListener("afterprint", showOne);
  tabs.prepend(list);
  select(0);
}
