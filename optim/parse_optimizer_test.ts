import { createEngine, randomStream } from "@descent/core";
import {
  assertEquals,
  assertGreater,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
import { assertConforms } from "./conformance/conformance.ts";
import { identityDistance } from "./conformance/rule_identities.ts";
import { createOptimizer } from "./create_optimizer.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { optimizerWrappers, parseOptimizer, splitOptimizers } from "./parse_optimizer.ts";
import { adam } from "./rules/adam.ts";
import { cautiousAdamw } from "./rules/cautious_adamw.ts";
import { momentum } from "./rules/momentum.ts";
import { soap } from "./rules/soap.ts";
import { linearRamp } from "./schedules/linear_ramp.ts";
import { scheduled } from "./wrappers/scheduled.ts";

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
  "adamw(weight-decay: cosine(0.1))",
  "sam(momentum, rho: warmup(10%),constant(1):50%, momentum: linear(1e-7))",
  "cautious(adam(beta1: warmup(3,0.9),one-cycle, beta2: constant(0.5)))",
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
  [
    "adma",
    "parseOptimizer: expected the name of an optimizer, alone or in a wrapper, got 'adma'; did you mean adam, adamw, or adamax?",
  ],
  ["cautious(adma)", "got 'adma'; did you mean adam,"],
  [
    "careful(adam)",
    "expected a wrapper or an optimizer before the bracket, got 'careful'; none is like that",
  ],
  [
    "adam(sgd)",
    "expected hyperparameters with their schedules, such as adam(beta1: linear), got 'sgd'",
  ],
  ["adam()", "expected hyperparameters with their schedules"],
  [
    "adamw(wieght-decay: cosine)",
    "expected hyperparameters of adamw, got 'wieghtDecay'; did you mean weightDecay?",
  ],
  ["adamw(learning-rate: cosine)", "got 'learningRate'; it has the training's schedule"],
  ["soap(preconditionFrequency: linear)", "got 'preconditionFrequency'; it is read once"],
  ["adam(beta1: cosinus)", "Schedule 'cosinus': expected one of constant, warmup,"],
  ["adam(beta1: cosine(2,3))", "Schedule 'cosine(2,3)': expected cosine(floor?)"],
  [
    "adam(beta1: plateau)",
    "Schedule 'plateau': expected one of the step alone for beta1, got one that follows a metric",
  ],
  ["adam(beta1: constant(1),cosine)", "expected how many steps 'constant(1)' lasts"],
  ["scheduled-beta1-in-adam", "got 'scheduled-beta1-in-adam'"],
  ["cautious(adam", "expected a closing bracket at the end, got 'cautious(adam'"],
  ["cautious()", "expected the name of an optimizer"],
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

Deno.test("parseOptimizer: names of schedules say all of them, in the letters of names", () => {
  const { name, title } = parseOptimizer(
    " adamw( weightDecay : warmup(5%, 0.10),cosine( 1e-7 ):500,constant , beta1: linear ) ",
  );
  const schedules = "weight-decay-warmup-5pc-0p1-then-cosine-1em7-for-500-then-constant";
  assertEquals(name, `scheduled-${schedules}-and-beta1-linear-in-adamw`);
  assertEquals(
    title,
    "AdamW with weightDecay: warmup(5%,0.1),cosine(1e-7):500,constant, beta1: linear",
  );
});

Deno.test("parseOptimizer: the schedules of a text are those of the library", () => {
  const text = parseOptimizer("momentum(momentum: linear(0.5))");
  const made = scheduled(momentum, {
    momentum: (steps) => linearRamp({ from: 1, to: 0.5, steps }),
  });
  const left = { plugin: text }, right = { plugin: made };
  assertEquals(identityDistance({ left, right }), 0);
  assertGreater(identityDistance({ left, right: { plugin: momentum } }), 1e-3);
});

Deno.test("parseOptimizer: wraps plugins that it is given, by text and by name", () => {
  const mine: OptimizerPlugin = { ...adam, name: "my-in-rule", title: "Mine" };
  for (const text of ["my-in-rule", "cautious(my-in-rule)", "my-in-rule(beta1: linear)"]) {
    const { name } = parseOptimizer(text, { plugins: [mine] });
    assertEquals(parseOptimizer(name, { plugins: [mine] }).name, name);
  }
  assertThrows(
    () => parseOptimizer("cautious(my-rul)", { plugins: [mine] }),
    RangeError,
    "did you mean my-in-rule",
  );
});

Deno.test("parseOptimizer: wrappers hand horizon and random stream on, and say that they need them", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 1 });
  for (const wrapper of optimizerWrappers) {
    const seen: unknown[] = [];
    const probe: OptimizerPlugin = {
      ...momentum,
      name: "probe",
      needs: ["totalSteps", "random"],
      create: (parameters) => ({
        state: {},
        step: ({ totalSteps, random }) => {
          seen.push(totalSteps, random);
          parameters[0].value.data[0] += 1;
        },
      }),
    };
    const text = wrapper === "by-role" ? "by-role(gain: sgd, others: probe)" : `${wrapper}(probe)`;
    const plugin = parseOptimizer(text, { plugins: [probe] });
    assertEquals(plugin.needs, ["totalSteps", "random"], text);
    const value = arena.from([1, 2], [2, 1]), gradient = arena.from([1, 1], [2, 1]);
    const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
    const optimizer = createOptimizer({ plugin, parameters });
    for (let step = 1; step <= 4; step++) {
      optimizer.step({ step, learningRate: 1, loss: 1, evaluate: () => 1, totalSteps: 8, random });
    }
    assertEquals(seen.slice(-2), [wrapper === "accumulated" ? 2 : 8, random], text);
  }
});

Deno.test("parseOptimizer: refuses to hold so much that the name is longer than a plugin's may be", () => {
  const held = Object.keys(soap.hyperparameters).filter((key) => key !== "learningRate")
    .map((key) => `${key}: default`);
  const error = assertThrows(() => parseOptimizer(`soap(${held.join(", ")})`), RangeError);
  assertStringIncludes(error.message, "fixed hyperparameters whose name has at most 120 letters");
  assertEquals(parseOptimizer(`soap(${held.slice(2).join(", ")})`).fixed?.plugin, soap);
});
