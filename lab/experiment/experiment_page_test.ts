import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { experimentPage } from "./experiment_page.ts";

const texts = { kicker: "depth", title: "Depth", headline: "It is.", sections: [] };

Deno.test("experimentPage states data, inputs, networks, budgets and how trials ended", () => {
  const runs = [
    sampleRun(),
    sampleRun({ network: "784-50-10", status: "diverged", divergedAtStep: 4 }),
    sampleRun({ network: "", status: "failed", error: "Error: no" }),
    sampleRun({ status: "diverged", divergedAtStep: 4 }),
  ];
  const { facts } = experimentPage({ ...texts, runs });
  assertEquals(facts!.map(({ term, value }) => `${term}: ${value}`), [
    "Data: digits, 4,000 to train on, 1,000 to validate",
    "Inputs: pixels / 255",
    "Network: 784-100-10; 784-50-10",
    "Budget of a trial: 2 epochs, batch size 100",
    "Trials: 4 (2 diverged, 1 failed)",
    "± covers: seeds (initial weights and minibatches), by Student's t at 95\u202f%; not other examples than these, nor " +
    "other settings than those chosen",
  ]);
});

Deno.test("experimentPage says which searches ended at an edge, and how many trials ran side by side", () => {
  const trial = (phase: string, learningRate: number) =>
    sampleRun({
      phase,
      setting: { id: "", hyperparameters: { learningRate }, variables: {} },
      environment: { ...sampleRecord().environment, jobs: 2 },
    });
  const { facts } = experimentPage({
    ...texts,
    runs: [trial("search", 0.1), trial("search", 1), trial("final", 1)],
  });
  assertEquals(facts!.slice(-3, -1), [
    { term: "Trials side by side", value: "2, so times depend on each other" },
    {
      term: "Best rates at an edge",
      value:
        "1 of 1 (Adam): at an edge of the rates tried or next to one that diverged, so another rate may be better",
    },
  ]);
});

Deno.test("experimentPage says in words what there is too much of to list", () => {
  const words = { networks: "2 to 20 layers", budgets: "1 to 9 epochs" };
  const { facts } = experimentPage({ ...texts, runs: [sampleRun()], ...words });
  assertEquals(facts![2], { term: "Network", value: "2 to 20 layers" });
  assertEquals(facts![3], { term: "Budget of a trial", value: "1 to 9 epochs" });
});

Deno.test("experimentPage ends with what ran where", () => {
  const runs = [sampleRun()];
  const own = { kind: "text", title: "Words" } as const;
  const { sections } = experimentPage({ ...texts, sections: [own], runs });
  assertEquals(sections, [own, {
    kind: "environment",
    title: "What ran where",
    records: [runs[0].record],
  }]);
});
