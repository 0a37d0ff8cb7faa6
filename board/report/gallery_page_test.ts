import { renderPage } from "@descent/reports";
import { galleryFunctions } from "@descent/problems";
import { assert, assertEquals } from "@std/assert";
import { libraryPath, sampleBoardData } from "../testing/mod.ts";
import { galleryPage } from "./gallery_page.ts";

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
  assert(html.length < 200_000, String(html.length));
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
