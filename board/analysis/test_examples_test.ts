import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { compareOnProblems } from "./on_problem.ts";
import { judgedLosses } from "./judged_losses.ts";
import { testExamples } from "./test_examples.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Logs of validation losses, where AdamW's are lower, and of the change to the test part. */
const VALIDATION = { momentum: 0, adamw: -0.2 };
const CHANGES = {
  momentum: [0.03, 0.01, 0.04, 0.02, 0.03, 0.01, 0.04, 0.02],
  adamw: [0.11, 0.09, 0.16, 0.12, 0.11, 0.09, 0.16, 0.12],
};

function analyzed({ counts = {}, changes = CHANGES, lost = 0 }: {
  readonly counts?: Readonly<Record<string, number>>;
  readonly changes?: typeof CHANGES;
  readonly lost?: number;
}) {
  const sample = samplePlan({ seeds: { search: 0, repeat: [101, 102], judge: SEEDS } });
  const [problem] = sample.problems;
  const choice = { ...problem.choice, options: { ...problem.choice.options, ...counts } };
  const plan = { ...sample, problems: [{ ...problem, choice }] };
  const trials = sampleTrials(plan).map((trial) => {
    if (trial.phase !== "judge") return trial;
    const rule = trial.rule as keyof typeof CHANGES;
    if (rule === "momentum" && trial.seed <= lost) {
      return { ...trial, status: "diverged" as const, validation: null, test: null };
    }
    const log = VALIDATION[rule];
    return {
      ...trial,
      validation: Math.exp(log),
      test: Math.exp(log + changes[rule][trial.seed - 1]),
    };
  });
  const [own] = testExamples(plan, trials, compareOnProblems(judgedLosses(plan, trials)));
  return own;
}

Deno.test("testExamples: another sample's change by rule, less that by seeds, and the share of the test part", () => {
  const counts = { testCount: 3000, validationCount: 1000 };
  const own = analyzed({ counts });
  assertEquals([own.loss, own.count, own.toldApart], ["sample", 3000, 1]);
  // SciPy's f_oneway and norm.ppf: 1.96 √(2 · ¼ · σ²), and twice the share of parts of one size.
  assertAlmostEquals(own.examples!, 0.09252548498566546, 1e-12);
  assertAlmostEquals(analyzed({}).examples!, Math.SQRT2 * 0.09252548498566546, 1e-12);
  assertEquals(analyzed({}).count, null);
  // AdamW is ahead by 0.2 on the validation part and by 0.105 on the test part, which fewer examples alone could make.
  assertEquals([own.sameOrder, own.beyond, analyzed({}).beyond], [1, 1, 0]);
});

Deno.test("testExamples: an order that turns on the validation part, and judges that are lost", () => {
  const turned = { ...CHANGES, adamw: CHANGES.adamw.map((change) => change + 0.3) };
  const { toldApart, sameOrder } = analyzed({ changes: turned });
  assertEquals([toldApart, sameOrder], [1, 0]);
  assertAlmostEquals(
    analyzed({ counts: { testCount: 3000, validationCount: 1000 }, lost: 1 }).examples!,
    0.09314503780281312,
    1e-12,
  );
});

Deno.test("testExamples: a loss that is the same on both parts is exact", () => {
  const none = { momentum: SEEDS.map(() => 0), adamw: SEEDS.map(() => 0) };
  const { loss, count, examples, beyond } = analyzed({
    counts: { testCount: 1, validationCount: 1 },
    changes: none,
  });
  assertEquals([loss, count, examples, beyond], ["exact", null, 0, 1]);
});
