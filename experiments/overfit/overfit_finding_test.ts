import { assertEquals } from "@std/assert";
import { resultOf, runOf } from "./_sample_overfit.ts";
import { overfitFinding } from "./overfit_finding.ts";

const grid = [runOf(0.1, 1), runOf(0.2, 1), runOf(1, 0.5)];
const finals = [runOf(0.1, 1), runOf(0.1, 1)];
const three = resultOf({ grid, best: grid[0], finals });
const score = "the best with 60.00\u202f% validation accuracy";

Deno.test("overfitFinding counts the settings that overfit at each depth, for the first optimizer", () => {
  const other = resultOf({ name: "adam", title: "Adam" });
  const five = resultOf({ depth: 5, grid: grid.slice(1), best: grid[1], finals });
  assertEquals(
    overfitFinding([three, other, five, { ...other, depth: 5 }]).headline,
    `With SGD and one seed, 2 of 3 settings overfit with three layers, ${score}; 1 with five layers, ${score}.`,
  );
  assertEquals(
    overfitFinding([three, resultOf({ depth: 5, grid: [grid[2]] })]).headline,
    `With SGD and one seed, 2 of 3 settings overfit with three layers, ${score}; none with five layers.`,
  );
  assertEquals(
    overfitFinding([resultOf({ grid: [grid[2]] })]).headline,
    "With SGD and one seed, none of 1 setting overfits with three layers.",
  );
});

Deno.test("overfitFinding says where some of the seeds that judge did not overfit, or none was completed", () => {
  const start = "With SGD and one seed, 2 of 3 settings overfit with three layers, ";
  assertEquals(
    overfitFinding([{ ...three, finals: [finals[0], runOf(0.1, 0.9)] }]).headline,
    `${start}${score}, though only 1 of 2 further seeds overfit with it.`,
  );
  assertEquals(
    overfitFinding([{ ...three, finals: [] }]).headline,
    `${start}the best without a completed trial of another seed.`,
  );
});
