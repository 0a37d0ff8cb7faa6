import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { assertConforms } from "./conformance/conformance.ts";
import { optimizerWrappers, parseOptimizer, splitOptimizers } from "./parse_optimizer.ts";
import { adam } from "./rules/adam.ts";
import { cautiousAdamw } from "./rules/cautious_adamw.ts";

Deno.test("parseOptimizer: a name of the catalogue is that plugin", () => {
  for (const plugin of optimizerCatalogue) assertStrictEquals(parseOptimizer(plugin.name), plugin);
  assertStrictEquals(parseOptimizer(" cautious( adamw ) "), cautiousAdamw);
});

/** The mean of an output's weights stays, by design; weights stay for some steps; default rates do not fit together. */
const unusual = ["centralized", "accumulated", "by-role(bias: sgd"];

const texts = [
  ...optimizerWrappers.filter((each) => each !== "by-role").map((each) => `${each}(adam)`),
  "lookahead(clip-norm(adam))",
  "by-role(hidden: muon, others: adamw)",
  "by-role(bias: sgd, gain: cautious(lion), others: adamw)",
];

for (const text of texts) {
  Deno.test(`parseOptimizer: ${text} conforms, and is found by its name`, () => {
    const plugin = parseOptimizer(text), again = parseOptimizer(plugin.name);
    assertEquals(again.name, plugin.name);
    assertEquals([again.title, again.hyperparameters], [plugin.title, plugin.hyperparameters]);
    if (!unusual.some((word) => text.startsWith(word))) assertConforms(plugin);
  });
}

const wrong: [text: string, sentence: string][] = [
  ["adma", "parseOptimizer: expected one of sgd, momentum,"],
  ["cautious(adma)", "or such in a wrapper, got 'adma'; write it like cautious(adamw)"],
  ["careful(adam)", "expected a wrapper among cautious, grams, mars,"],
  ["cautious(adam", "expected a closing bracket at the end, got 'cautious(adam'"],
  ["cautious()", "expected one of sgd, momentum,"],
  ["mars(sgd)", "mars: expected an optimizer with beta1 or momentum, got 'sgd'"],
  ["decoupled(adamw)", "expected an optimizer without weightDecay, got 'adamw'"],
  ["by-role(hidden: muon)", "expected by-role with a rule for others, got 'hidden: muon'"],
  ["by-role(muon)", "expected by-role(hidden: muon, others: adamw), got 'muon'"],
  ["by-role(heads: muon, others: adam)", "byRole: expected selections among hidden,"],
];

for (const [text, sentence] of wrong) {
  Deno.test(`parseOptimizer: refuses ${text}`, () => {
    assertThrows(() => parseOptimizer(text), Error, sentence);
  });
}

Deno.test("splitOptimizers: only commas outside of brackets", () => {
  assertEquals(splitOptimizers("a,by-role(b: c, d: e(f,g)), h"), [
    "a",
    "by-role(b: c, d: e(f,g))",
    "h",
  ]);
  assertEquals(parseOptimizer(splitOptimizers("adam")[0]), adam);
});
