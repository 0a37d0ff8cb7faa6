import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import {
  comparedSettings,
  comparisonResults,
  findComparisons,
  type SettingRuns,
} from "./comparisons.ts";
import { BASE, type ConvNetSetting } from "./conv_net_setting.ts";

const { record, metrics } = sampleRun();

function settingRuns(changes: Partial<ConvNetSetting>, accuracy: number): SettingRuns {
  const final = { ...record.results.final, "validation/accuracy": accuracy };
  const run = { record: { ...record, results: { ...record.results, final } }, metrics };
  return { setting: { ...BASE, ...changes }, runs: [run] };
}

const swept = [
  settingRuns({}, 0.97),
  settingRuns({ batchSize: 5 }, 0.96),
  settingRuns({ batchSize: 50 }, 0.98),
  settingRuns({ filters: 5 }, 0.98),
  settingRuns({ filters: 30 }, 0.95),
];

Deno.test("findComparisons sets each claimed value beside the strongest of the others", () => {
  const comparisons = findComparisons(swept);
  assertEquals(
    comparisons.map(({ claim, claimed, rival }) => [
      claim.name,
      claimed[claim.name],
      rival && rival[claim.name],
    ]),
    [
      ["batchSize", 15, 50],
      ["filterSize", 7, null],
      ["filters", 5, 15],
      ["filters", 15, 5],
      ["filters", 30, null],
      ["rateFactor", 1, null],
    ],
  );
});

Deno.test("comparedSettings has each setting once, though it stands in several comparisons", () => {
  assertEquals(comparedSettings(findComparisons(swept)), [
    BASE,
    { ...BASE, batchSize: 50 },
    { ...BASE, batchSize: 5, filters: 5 },
    { ...BASE, batchSize: 5 },
    { ...BASE, filters: 5 },
  ]);
});

Deno.test("comparisonResults gives each side its trials", () => {
  const comparisons = findComparisons(swept);
  const judged = comparedSettings(comparisons).map((setting) => (
    { ...settingRuns(setting, setting.batchSize / 100), setting }
  ));
  const [batchSize, filterSize] = comparisonResults(comparisons, judged);
  const accuracy = ({ runs }: SettingRuns) => runs[0].record.results.final["validation/accuracy"];
  assertEquals([accuracy(batchSize.claimed), accuracy(batchSize.rival!)], [0.15, 0.5]);
  assertEquals(filterSize.rival, null);
});
