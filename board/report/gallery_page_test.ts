import { assert, assertEquals } from "@std/assert";
import { createEngine } from "@descent/core";
import { createOptimizer, optimizerCatalogue } from "@descent/optim";
import { galleryFunctions } from "@descent/problems";
import { renderPage } from "@descent/reports";
import { askPage, findChromium } from "@descent/reports/testing";
import { isPermitted } from "@descent/cli/testing";
import { sampleBoardData } from "../testing/mod.ts";
import { galleryPage } from "./gallery_page.ts";

const mayWrite = isPermitted("the gallery in a browser", { name: "write" }, { name: "read" });
const browser = mayWrite ? await findChromium() : null;

type Values = Readonly<Record<string, number>>;

/** The path by the library's optimizer. */
function libraryPath(
  rule: string,
  fn: string,
  values: Values,
  start: readonly number[],
  steps: number,
) {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([...start], [2], "f64"), gradient = arena.tensor([2], "f64");
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const plugin = optimizerCatalogue.find(({ name }) => name === rule)!;
  const optimizer = createOptimizer({ plugin, parameters, hyperparameters: values });
  const { gradient: slope } = galleryFunctions.find(({ name }) => name === fn)!;
  const path = [...start];
  for (let step = 1; step <= steps; step++) {
    gradient.data.set(slope(value.data as Float64Array));
    optimizer.step({ step, learningRate: values.learningRate });
    path.push(...value.data);
  }
  return path;
}

/** The programs of the page: its script without the part that draws, and the rules with their modules. */
function embedded(html: string) {
  const [, script] = /<script type="module"[^>]*>(const FUNCTIONS =[^]*?)\/\/ Draws paths/.exec(
    html,
  )!;
  const programs = new Function(`${script}; return { FUNCTIONS, PROGRAMS, rulePath };`)();
  const [, json] = /<script type="application\/json">([^<]*)<\/script>\s*<noscript>/.exec(html)!;
  return { ...programs, ...JSON.parse(json) };
}

Deno.test("the gallery's program makes the library's path, bit for bit, of every rule on every function", async () => {
  const html = await renderPage(galleryPage(await sampleBoardData()));
  const { FUNCTIONS, PROGRAMS, rulePath, rules, functions } = embedded(html);
  assertEquals([rules.length, functions.length], [19, galleryFunctions.length]);
  const memory = new WebAssembly.Memory({ initial: 1 });
  for (const { wasm, ...rule } of rules) {
    const module = new WebAssembly.Module(Uint8Array.fromBase64(wasm));
    const { exports: { run } } = new WebAssembly.Instance(module, { env: { memory } });
    for (const { name, start } of functions) {
      const values = { ...rule.defaults, learningRate: 0.01 };
      const { gradient } = FUNCTIONS[name];
      const program = PROGRAMS[rule.name];
      const options = { run, memory, rule, program, values, gradient, start, steps: 40 };
      assertEquals(
        [...rulePath(options)],
        libraryPath(rule.name, name, values, start, 40),
        `${rule.name} on ${name}`,
      );
    }
  }
});

Deno.test({
  name:
    "the gallery's page makes the library's path where its reader changes rule, start and hyperparameters",
  ignore: browser === null,
  fn: async () => {
    const html = await renderPage(galleryPage(await sampleBoardData()));
    assert(html.length < 200_000, String(html.length));
    const { answer, messages } = await askPage(
      browser!,
      html,
      `
const figure = document.querySelector(".paths");
const ready = async () => {
  while (figure.dataset.ready === undefined) await new Promise((done) => setTimeout(done, 20));
};
const seen = () => [figure.values, [...figure.path]];
await ready();
const first = seen();
const [fn, rule] = figure.querySelectorAll("select");
const change = async (select, text) => {
  select.value = [...select.options].find((option) => option.text === text).value;
  select.dispatchEvent(new Event("change"));
  await new Promise((done) => setTimeout(done, 300));
};
await change(fn, "Himmelblau's function");
await change(rule, "Adam");
const sliders = [...figure.querySelectorAll("input")];
const move = (name, value) => {
  const input = sliders.find(({ labels: [label] }) => label.textContent.startsWith(name));
  input.value = value;
  input.dispatchEvent(new Event("input"));
};
move("Start x", 1.5);
move("learningRate", -1);
move("beta1", -0.5);
move("Steps", 30);
answer = [first, seen(), figure.querySelector("output").textContent];
`,
    );
    assertEquals(messages, []);
    const [first, changed, said] = answer as [[Values, number[]], [Values, number[]], string];
    assertEquals(first[1], libraryPath("sgd", "rosenbrock", first[0], [-1.2, 1], 200));
    assertEquals([changed[0].learningRate, changed[0].beta1], [0.1, 0.684]);
    assertEquals(changed[1], libraryPath("adam", "himmelblau", changed[0], [1.5, -0.9], 30));
    assert(said.startsWith("Adam after 30 steps: value "), said);
  },
});
