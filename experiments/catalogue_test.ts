import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { commonFlags, type Experiment, knownOptimizers, knownProblems } from "@descent/lab";
import { readSummary } from "@descent/reports";
import { findChromium } from "@descent/reports/testing";
import { parse } from "@std/csv";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runInFolder } from "@descent/lab/testing";
import { experimentCatalogue } from "./catalogue.ts";

const ignore = !isPermitted("experiments on a few images", ...FILES);
const browser = ignore ? null : await findChromium();
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
    name: `${name} runs on a few images, each trial once, and its page works in a browser`,
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
        assertMatch(headline, /^[A-Z].*\.$/);
        assertStringIncludes(out, headline);

        // A trial that were run again would have another time.
        await runInFolder(experiment, folder, ...shortRun(experiment));
        assertEquals(Deno.readTextFileSync(`${folder}/out/trials.csv`), trials);

        if (browser === null) return;
        const { document, messages } = await browser.open(`${folder}/out/index.html`);
        assertEquals(messages, []);
        if (page.includes('class="plot"')) assertStringIncludes(document, 'data-charts="drawn"');
      }),
  });
}
