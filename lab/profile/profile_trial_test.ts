import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertGreaterOrEqual,
} from "@std/assert";
import { isPermitted } from "@descent/cli/testing";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { profileTrial } from "./profile_trial.ts";

Deno.test("A profile has data, every layer both ways, loss and optimizer, and counts the products", async () => {
  const data = await sampleData();
  const trial = sampleTrial();
  const profile = await profileTrial({ trial, data, seconds: 0.02 });
  const names = profile.parts.map(({ name }) => name);
  for (const part of ["hidden1", "scores", "loss"]) {
    for (const pass of ["forward", "backward"]) {
      assertEquals(names.includes(`${part} ${pass}`), true, `${part} ${pass}`);
    }
  }
  assertEquals([names[0], names.at(-1)], ["data", "optimizer"]);
  const forward = profile.parts.find(({ name }) => name === "hidden1 forward")!;
  const { steps, examples } = profile;
  // Every sixth minibatch has 10 examples, the others 16.
  assertAlmostEquals(examples, steps * 90 / 6, 10);
  const { hidden } = trial.problem.options;
  assert(typeof hidden === "number");
  const pixels = 4 * 4;
  assertEquals(forward.operations, 2 * examples * pixels * hidden);
  const measured = profile.parts.reduce((sum, { seconds }) => sum + seconds, 0);
  assertGreaterOrEqual(profile.seconds, measured);
  assertGreater(profile.peak, 1e6);
  assertEquals([profile.threads, profile.matmul.split(" ")[0]], [1, "wasm"]);
});

Deno.test({
  name: "A profile of several threads has as many times the peak of one",
  ignore: !isPermitted("a profile of several threads", { name: "read" }),
  async fn() {
    const data = await sampleData();
    const trial = sampleTrial();
    const measure = (threads: number) =>
      profileTrial({ trial, data, seconds: 0.01, engine: { threads } });
    const [one, many] = [await measure(1), await measure(8)];
    assertEquals([one.threads, many.threads], [1, 8]);
    // Machines are disturbed, but not by a factor of 4.
    assertGreater(many.peak, 2 * one.peak);
  },
});
