import { assertEquals, assertThrows } from "@std/assert";
import { TaskError } from "@descent/cli";
import { chooseProblem, findProblem } from "@descent/problems";
import { samplePlan } from "../testing/mod.ts";
import { chosenVariants } from "./chosen_variants.ts";

const plugins = [findProblem("spirals")];
const variant = { seed: 1, options: { width: 2 }, data: "" };

Deno.test("chosenVariants are none where none are asked for, and those of an earlier run beside it", () => {
  assertEquals(chosenVariants({ plugins, variants: undefined, judges: 4 }), {});
  const [problem] = samplePlan().problems;
  const plan = samplePlan({ problems: [{ ...problem, variants: [variant] }] });
  const { variants, variantOf } = chosenVariants({
    ...{ plugins, variants: undefined, judges: 4 },
    baseline: { plan },
  });
  assertEquals(variants, 1);
  assertEquals(variantOf!(problem.choice, 1), { width: 2 });
  assertEquals(variantOf!(problem.choice, 2), undefined);
});

Deno.test("chosenVariants says why there can be none", () => {
  const refused: [Parameters<typeof chosenVariants>[0], string][] = [
    [{ plugins, variants: 5, judges: 4 }, "--variants: expected at most 4, one for each judge"],
    [
      { plugins: [findProblem("two-layer")], variants: 2, judges: 4 },
      "--variants: expected problems that have variants, got two-layer",
    ],
    [
      { plugins, variants: 2, judges: 4, baseline: { plan: samplePlan() } },
      "--variants: expected none, as the earlier run has none",
    ],
  ];
  for (const [options, message] of refused) {
    assertThrows(() => chosenVariants(options), TaskError, message);
  }
});

Deno.test("chosenVariants refuses options that a problem does not know in its own variant", () => {
  const [plugin] = plugins;
  const variants = (options: unknown) =>
    chosenVariants({
      plugins: [{ ...plugin, variant: () => options as Record<string, number> }],
      ...{ variants: 1, judges: 4 },
    }).variantOf!(chooseProblem(plugin), 7);
  assertEquals(variants({ width: 2 }), { width: 2 });
  const refused: [unknown, string][] = [
    [{ width: 1000 }, "Variant 7 of problem 'spirals': expected width to be a number from"],
    [{ breadth: 2 }, "got 'breadth'; drop it; change its 'variant'"],
    ["wide", "Variant 7 of problem 'spirals'"],
  ];
  for (const [options, message] of refused) {
    assertThrows(() => variants(options), TaskError, message);
  }
});
