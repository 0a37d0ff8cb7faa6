import { renderPage } from "@descent/reports";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { profilePage } from "./profile_page.ts";

const profile = {
  title: "Adam, 784-100-10, batch size 128",
  steps: 100,
  examples: 12_800,
  seconds: 0.128,
  parts: [
    { name: "hidden1 forward", seconds: 0.064, operations: 2e9 },
    { name: "data", seconds: 0.01, operations: 0 },
  ],
  threads: 1,
  matmul: "wasm 0.1.0",
  peak: 4e10,
  events: [],
};

Deno.test("The headline says the rate and the slowest part, from the numbers", () => {
  assertEquals(
    profilePage("compare", [profile]).headline,
    "Adam, 784-100-10, batch size 128: 100,000 examples/s; hidden1 forward takes 50.00\u202f% of a step.",
  );
});

Deno.test("The page has each part's rate beside the peak", async () => {
  const text = await renderPage(profilePage("compare", [profile]));
  for (const wanted of ["hidden1 forward", "between", "78.13", "40.0 GFLOP/s"]) {
    assertStringIncludes(text, wanted);
  }
});

Deno.test("The page says on how many threads it was, and what computed the products", async () => {
  const alone = await renderPage(profilePage("compare", [profile]));
  assertStringIncludes(
    alone,
    "Mean of 100 steps on one thread. Matrix products are computed by wasm 0.1.0, which could " +
      "reach 40.0 GFLOP/s on this machine at that moment.",
  );
  const shared = { ...profile, threads: 2, matmul: "blas OpenBLAS 0.3.21", peak: 8e10 };
  const text = await renderPage(profilePage("compare", [shared]));
  assertStringIncludes(text, "steps on 2 threads. Matrix products are computed by blas OpenBLAS");
  assertStringIncludes(text, "80.0 GFLOP/s on this machine at that moment, 2 times what one");
});
