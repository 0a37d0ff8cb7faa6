import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import { edgeSentences, searchEdges } from "./search_edges.ts";

function trial(phase: string, learningRate: number, beta = 0.9, isLost = false): Run {
  const setting = { id: "", hyperparameters: { learningRate, beta }, variables: {} };
  return sampleRun({
    phase,
    setting,
    ...(isLost ? { status: "diverged", divergedAtStep: 2 } : {}),
  });
}

function search(chosen: number, lost?: number, betas: readonly number[] = [0.9]): Run[] {
  const rates = [0.01, 0.1, 1, 10].map((rate, place) =>
    trial("search", rate, betas[place % betas.length], rate === lost)
  );
  return [...rates, trial("final", chosen), trial("final", chosen)];
}

Deno.test("searchEdges finds the best rate at either end, and beside divergence", () => {
  const at = (...runs: Run[]) => searchEdges(runs).edges.map((edge) => edge.at);
  assertEquals([at(...search(0.01)), at(...search(10))], [["edge"], ["edge"]]);
  assertEquals(at(...search(0.1)), []);
  assertEquals(at(...search(1, 10)), ["divergence"]);
  assertEquals(at(...search(0.1, 10)), []);
  // Drawn settings have no neighbours.
  assertEquals(at(...search(1, 10, [0.9, 0.8])), []);
  assertEquals(searchEdges(search(1)).searches, 1);
});

Deno.test("edgeSentences names each optimizer once", () => {
  const edges = [
    { title: "SGD", at: "divergence" },
    { title: "Adam", at: "edge" },
    { title: "Adam", at: "edge" },
    { title: "RMSProp", at: "edge" },
  ] as const;
  assertEquals(edgeSentences(edges), [
    "The best learning rate of Adam and RMSProp is at the edge of those tried, so a better one may lie beyond.",
    "The best learning rate of SGD is next to one that diverged.",
  ]);
  assertEquals(edgeSentences([]), []);
});
