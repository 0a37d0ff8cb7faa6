import { assert, assertEquals } from "@std/assert";
import type { PicturesRecord } from "../record/run_record.ts";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { imageSections } from "./image_sections.ts";

const pictures: PicturesRecord = {
  shape: [1, 1, 3],
  worst: [{ index: 7, target: 1, predicted: 0, probability: 0.875, pixels: "AAEC" }],
  filters: { shape: [1, 1, 3], pixels: ["AAEC", "AwQF"] },
};

Deno.test("imageSections shows mistakes and filters of the first seed that completed", () => {
  const classes = ["0", "1"].map((name) => ({ name, train: 1, validation: 1, test: 1 }));
  const dataset = { ...sampleRecord().dataset!, classes };
  const final = [
    sampleRun({ seed: 1, dataset, status: "diverged", divergedAtStep: 3 }),
    sampleRun({ seed: 2, dataset, pictures }),
    sampleRun({ seed: 3, dataset, pictures }),
  ];
  const [worst, filters, ...others] = imageSections([{ name: "adam", title: "Adam", final }]);
  assertEquals(others, []);
  assert(worst.kind === "pictures" && filters.kind === "pictures");
  assertEquals(worst.groups.map(({ title }) => title), ["Adam, seed 2"]);
  assertEquals(
    worst.groups[0].pictures[0].caption!.replace("\u202f", " "),
    "1, taken for 0, 87.50 %",
  );
  assertEquals(filters.groups[0].pictures.length, 2);
});
