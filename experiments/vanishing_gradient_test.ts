import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fakeRun } from "@descent/lab/testing";
import { vanishingGradient } from "./vanishing_gradient.ts";

const ARGS = ["--depths=2", "--rates=2", "--seeds=2"];

Deno.test("vanishing-gradient says what is left of the gradient, and how accurate the nets become", async () => {
  const { laboratory, page } = await fakeRun(
    vanishingGradient,
    ARGS,
    ({ variables: { activation, weightScale }, seed }) =>
      activation === "relu" ? 0.9 + 0.01 * seed : weightScale === 0.4 ? 0.3 : 0.1,
  );
  const [search, shown] = laboratory.calls.map(({ trials }) => trials);
  assertEquals([search.length, shown.length], [4 * 2 * 2 * 4 * 2, 4 * 2 * 2 * 4 * 2]);
  for (const { observe } of shown) assertEquals(observe, ["gradientNorms"]);
  assertStringIncludes(
    page.headline,
    "Trained with SGD, a net of 10 layers reaches, at the weight scale that its search chose, 30.00\u202f% validation accuracy with sigmoids and 91.00",
  );
  const [answer] = page.sections;
  assert(answer.kind === "reference");
  assertEquals(answer.rows.map(({ verdict }) => verdict), ["confirmed", "confirmed"]);
});

Deno.test("vanishing-gradient says so when nets diverged", async () => {
  const { page } = await fakeRun(
    vanishingGradient,
    ARGS,
    ({ variables }) => variables.activation === "relu" ? "diverged" : 0.5,
  );
  assertStringIncludes(page.headline, "and none, for it diverges, with relus.");
});
