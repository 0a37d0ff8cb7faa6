import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv/parse";
import { chooseProblem, type ProblemChoice, twoLayer } from "@descent/problems";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { writeProfile } from "./write_profile.ts";

const allowed = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name }).state === "granted"
);
if (!allowed) {
  console.log("Writing a profile is not tested: it needs --allow-read and --allow-write.");
}

Deno.test({
  name: "A profile is a page, a table and a trace, one profile for each kind of trial",
  ignore: !allowed,
  fn: async () => {
    const out = await Deno.makeTempDir();
    const asked: unknown[] = [];
    const data = (problem: ProblemChoice) => {
      asked.push(problem.options.hidden);
      return sampleData();
    };
    const wider = chooseProblem(twoLayer, { options: { hidden: 9 }, budget: { batchSize: 16 } });
    const momentum = { name: "momentum", title: "Momentum" };
    const hyperparameters = { learningRate: 0.1 };
    const trials = [
      sampleTrial(),
      sampleTrial({ seed: 9 }),
      sampleTrial({ optimizer: momentum, hyperparameters }),
      sampleTrial({ problem: wider }),
    ];
    const path = await writeProfile({ experiment: "sample", trials, data, out, seconds: 0.01 });
    assertStringIncludes(await Deno.readTextFile(path), "Where the time of a training step goes");
    const rows = parse(await Deno.readTextFile(`${out}/profile/profile.csv`), {
      skipFirstRow: true,
    });
    assertEquals(new Set(rows.map(({ profile }) => profile)).size, 3);
    assertEquals(asked, [8, 8, 9]);
    assert(rows.some(({ part, gigaflops }) => part === "hidden1 forward" && Number(gigaflops) > 0));
    const { traceEvents } = JSON.parse(await Deno.readTextFile(`${out}/profile/trace.json`));
    assert(traceEvents.length > 20);
    await Deno.remove(out, { recursive: true });
  },
});
