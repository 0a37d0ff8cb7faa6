import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import {
  commonFlags,
  type Experiment,
  knownOptimizers,
  knownProblems,
  shardMembership,
  type Trial,
} from "@descent/lab";
import { readSummary } from "@descent/reports";
import { parse } from "@std/csv";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fakeRun, runInFolder } from "@descent/lab/testing";
import { experimentCatalogue } from "./catalogue.ts";

const ignore = !isPermitted("experiments on a few images", ...FILES);
const known = { optimizers: await knownOptimizers([]), problems: await knownProblems([]) };

/** A run that takes a moment. */
function shortRun({ flags }: Experiment<object>): string[] {
  const images = ["--train-count=60", "--validation-count=40", "--test-count=40"];
  const settings = "settings" in flags(known) ? ["--settings=2"] : [];
  return ["--quick", ...images, ...settings];
}

Deno.test("every experiment has a name for folders, a question, and no flag of the common ones", () => {
  const names = experimentCatalogue.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const { name, doc, flags } of experimentCatalogue) {
    assertMatch(name, /^[a-z][a-z-]*[a-z]$/);
    assertMatch(doc, /^[A-Z].*\?$/);
    const own = Object.keys(flags(known));
    assertEquals(own.filter((flag) => flag in commonFlags(name)), []);
  }
});

for (const experiment of experimentCatalogue) {
  const { name, doc } = experiment;
  Deno.test({
    name: `${name} runs on a few images, each trial once`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const { code, out, error } = await runInFolder(experiment, folder, ...shortRun(experiment));
        assertEquals([code, error], [0, ""]);
        const trials = Deno.readTextFileSync(`${folder}/out/trials.csv`);
        assert(parse(trials, { skipFirstRow: true }).length > 0);
        assertStringIncludes(Deno.readTextFileSync(`${folder}/out/metrics.csv`), "train_loss");
        const page = Deno.readTextFileSync(`${folder}/out/index.html`);
        const { question, headline } = readSummary(page)!;
        assertEquals(question, doc);
        assertMatch(headline, /^[A-Z\d].*\.$/);
        assertStringIncludes(out, headline);

        // A trial that were run again would have another time.
        await runInFolder(experiment, folder, ...shortRun(experiment));
        assertEquals(Deno.readTextFileSync(`${folder}/out/trials.csv`), trials);
      }),
  });
}

/** The course of a fake trial. */
function trialText({ problem, optimizer, hyperparameters, variables, seed }: Trial): string {
  return JSON.stringify([problem, optimizer.name, hyperparameters, variables, seed]);
}

/** Their later trials rest on what other optimizers came to: parts find them once they share a folder. */
const ACROSS_OPTIMIZERS = ["conv-net", "update-rules"];

for (const experiment of experimentCatalogue) {
  const { name } = experiment;
  Deno.test(`${name} runs in parts, which together have each of its trials`, async () => {
    const outcomeOf = ({ hyperparameters: { learningRate }, seed }: Trial) =>
      0.5 / (1 + Math.abs(Math.log10(learningRate / 0.01))) + seed / 1e4;
    const trialsOf = async (isOwn: (trial: Trial) => boolean) => {
      const own = new Set<string>();
      await fakeRun(experiment, ["--quick"], (trial) => {
        if (!isOwn(trial)) return "failed";
        own.add(trialText(trial));
        return outcomeOf(trial);
      });
      return [...own];
    };
    const whole = await trialsOf(() => true);
    const parts = await Promise.all(
      [1, 2, 3].map((index) => trialsOf(shardMembership({ index, count: 3 }))),
    );
    if (ACROSS_OPTIMIZERS.includes(name)) return;
    assertEquals(parts.flat().sort(), whole.sort());
  });
}
