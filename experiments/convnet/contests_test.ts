import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { type Contestant, contestants, findContests, settleContests } from "./contests.ts";
import { BASE, type ConvnetSetting } from "./convnet_setting.ts";

const { record, metrics } = sampleRun();

function contestant(changes: Partial<ConvnetSetting>, validationAccuracy: number): Contestant {
  const final = { ...record.results.final, validationAccuracy };
  const run = { record: { ...record, results: { ...record.results, final } }, metrics };
  return { setting: { ...BASE, ...changes }, runs: [run] };
}

const swept = [
  contestant({}, 0.97),
  contestant({ batchSize: 5 }, 0.96),
  contestant({ batchSize: 50 }, 0.98),
  contestant({ filters: 5 }, 0.98),
  contestant({ filters: 30 }, 0.95),
];

Deno.test("findContests sets each claimed value beside the strongest of the others", () => {
  const contests = findContests(swept);
  assertEquals(
    contests.map(({ claim, claimed, rival }) => [
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

Deno.test("contestants are asked for once, though they stand in several contests", () => {
  assertEquals(contestants(findContests(swept)), [
    BASE,
    { ...BASE, batchSize: 50 },
    { ...BASE, batchSize: 5, filters: 5 },
    { ...BASE, batchSize: 5 },
    { ...BASE, filters: 5 },
  ]);
});

Deno.test("settleContests gives each side what it came to", () => {
  const contests = findContests(swept);
  const judged = contestants(contests).map((setting) => (
    { ...contestant(setting, setting.batchSize / 100), setting }
  ));
  const [batchSize, filterSize] = settleContests(contests, judged);
  const accuracy = ({ runs }: Contestant) => runs[0].record.results.final.validationAccuracy;
  assertEquals([accuracy(batchSize.claimed), accuracy(batchSize.rival!)], [0.15, 0.5]);
  assertEquals(filterSize.rival, null);
});
