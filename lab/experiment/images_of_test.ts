import { chooseProblem, fullyConnected } from "@descent/problems";
import { assertEquals, assertRejects } from "@std/assert";
import { sampleData } from "../testing/sample_trial.ts";
import { imagesOf } from "./images_of.ts";

const problem = chooseProblem(fullyConnected);

Deno.test("imagesOf gives the data set that the laboratory loaded", async () => {
  const data = await sampleData();
  const images = await imagesOf({ data: () => Promise.resolve(data) }, problem);
  assertEquals(images === data, true);
});

Deno.test("imagesOf refuses data that are no data set, and names the problem", async () => {
  await assertRejects(
    () => imagesOf({ data: () => Promise.resolve({ digest: "" }) }, problem),
    TypeError,
    "got 'fully-connected'",
  );
});
