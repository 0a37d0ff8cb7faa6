import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { confusionCsv, confusionCsvParts } from "./confusion_csv.ts";

Deno.test("confusionCsv has a row for each cell of each trial that was tested, with names of the classes", () => {
  const { dataset } = sampleRecord();
  const classes = [{ name: "cat, tame", train: 4 }, { name: "dog", train: 5 }];
  const runs = [
    sampleRun({ trialId: "00000000000000aa" }),
    sampleRun({
      trialId: "00000000000000bb",
      confusion: [[4, 1], [0, 5]],
      dataset: { ...dataset!, classes: classes as never },
    }),
  ];
  const rows = parse(confusionCsv(runs)!, { skipFirstRow: true }) as Record<string, string>[];
  assertEquals(
    rows.map((
      row,
    ) => [row.trial_id, row.actual, row.actual_name, row.predicted_name, row.examples]),
    [["0", "cat, tame", "cat, tame", "4"], ["0", "cat, tame", "dog", "1"]]
      .concat([["1", "dog", "cat, tame", "0"], ["1", "dog", "dog", "5"]])
      .map((row) => ["00000000000000bb", ...row]),
  );
  assertEquals([...confusionCsvParts(runs)!].join(""), confusionCsv(runs));
});

Deno.test("confusionCsv is null where no trial knows classes", () => {
  assertEquals([confusionCsv([sampleRun()]), confusionCsvParts([sampleRun()])], [null, null]);
});
