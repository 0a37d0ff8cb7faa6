import { renderPage } from "@descent/reports";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { profilePage } from "./profile_page.ts";

const profile = {
  title: "Adam, 784-100-10, batch 128",
  batchSize: 128,
  steps: 100,
  seconds: 0.128,
  parts: [
    { name: "hidden1 forward", seconds: 0.064, operations: 2e9 },
    { name: "data", seconds: 0.01, operations: 0 },
  ],
  peak: 4e10,
  events: [],
};

Deno.test("The headline says the rate and the slowest part, from the numbers", () => {
  assertEquals(
    profilePage("compare", [profile]).headline,
    "Adam, 784-100-10, batch 128: 100,000 images/s; hidden1 forward takes 50.00\u202f% of a step.",
  );
});

Deno.test("The page has each part's rate beside the peak", async () => {
  const text = await renderPage(profilePage("compare", [profile]));
  for (const wanted of ["hidden1 forward", "between", "78.13", "40.0 GFLOP/s"]) {
    assertStringIncludes(text, wanted);
  }
});
