import { randomStream } from "@descent/core";
import { adamw, momentum } from "@descent/optim";
import { chooseProblem, twoLayer } from "@descent/problems";
import type { BoardPlan } from "../protocol/board_plan.ts";
import { plannedRule } from "../protocol/planned_rule.ts";
import type { BoardLandscape, BoardTrial } from "../trials/board_trial.ts";

/**
 * A small plan: momentum and AdamW on one problem, eight draws and four judges.
 *
 * @category Testing
 * @param changes Fields to replace, whole.
 * @returns The plan with those changes.
 *
 * @example
 * ```ts
 * import { samplePlan } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(samplePlan().reference, "adamw");
 * ```
 */
export function samplePlan(changes: Partial<BoardPlan> = {}): BoardPlan {
  const choice = chooseProblem(twoLayer);
  return {
    version: 1,
    track: "rule",
    preset: "own",
    problems: [{ choice, title: "Two-layer net (sample)", data: "0".repeat(64), reductions: {} }],
    rules: [momentum, adamw].map((plugin) => plannedRule({ plugin, source: null })),
    reference: "adamw",
    draws: 8,
    repeated: 2,
    seeds: { search: 0, repeat: [101, 102], judge: [1, 2, 3, 4] },
    centres: { momentum: { "two-layer": 0.05 }, adamw: { "two-layer": 0.001 } },
    priorProblems: { momentum: 0, adamw: 0 },
    code: "1".repeat(64),
    multiplyAdd: "relaxed",
    ...changes,
  };
}

/**
 * Trials of a plan that nobody trained: on each problem every rule's loss is a factor below that of the rule before it,
 * with a little noise.
 *
 * @category Testing
 * @param plan The plan; default {@linkcode samplePlan}.
 * @param factor The factor; default 0.9.
 * @returns The trials, always the same.
 *
 * @example
 * ```ts
 * import { sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleTrials().filter(({ phase }) => phase === "judge").length, 8);
 * ```
 */
export function sampleTrials(plan: BoardPlan = samplePlan(), factor = 0.9): BoardTrial[] {
  const { problems, rules, draws, seeds, diagnostics = false, landscape = false } = plan;
  return problems.flatMap(({ choice: { name: problem }, variants = [] }) =>
    rules.flatMap(({ name: rule, defaults: hyperparameters }, place) => {
      const random = randomStream({ seed: 1 }).split(`${problem}/${rule}`);
      const noise = Array.from(
        { length: draws + seeds.judge.length },
        () => 0.02 * random.uniform(),
      );
      const trial = (
        phase: BoardTrial["phase"],
        draw: number,
        seed: number,
        loss: number,
      ): BoardTrial => ({
        ...{ problem, rule, phase, draw, seed, hyperparameters, status: "completed" },
        ...{ untrainedValidation: 2.5, validation: loss },
        untrainedTest: phase === "search" ? null : 2.5,
        test: phase === "search" ? null : loss,
        evaluations: 100,
        parameters: 10,
        weights: "2".repeat(64),
        curve: phase === "judge" ? [[50, 2 * loss], [100, loss]] : [],
      });
      const loss = 0.5 * factor ** place;
      return [
        ...Array.from(
          { length: draws },
          (_, draw) => trial("search", draw, seeds.search, loss * (1 + draw / draws + noise[draw])),
        ),
        ...seeds.judge.map((seed, index) =>
          trial("judge", 0, seed, loss * (1 + noise[draws + index]))
        ),
        ...diagnostics
          ? [{
            ...trial("diagnostics", 0, seeds.judge[0], loss),
            ...{ untrainedTest: null, test: null },
            inside: [50, 100].flatMap((evaluations) => [
              { evaluations, measure: "sharpness", layer: "", value: evaluations * (1 + place) },
              { evaluations, measure: "update_ratio", layer: "hidden1", value: 0.001 },
              { evaluations, measure: "update_ratio", layer: "scores", value: 0.002 },
            ]),
          }]
          : [],
        ...landscape && place === rules.length - 1
          ? [{
            ...trial("landscape", 0, seeds.judge[0], loss),
            ...{ untrainedTest: null, test: null },
            landscape: sampleLandscape(rules.toReversed().map(({ name }) => name), loss),
          }]
          : [],
        // Each rule loses a tenth more there than the one before it.
        ...variants.map(({ seed }, index) =>
          trial("variant", 0, seed, loss * 1.1 ** place * (1 + noise[draws + index]))
        ),
      ];
    })
  );
}

/** A well around each solution, with a hill of a tenth of the untrained loss between two, and of nothing on the way down. */
function sampleLandscape([own, ...others]: readonly string[], loss: number): BoardLandscape {
  const positions = [-0.5, 0, 0.5, 1, 1.5];
  const line = (from: string | null, to: string): BoardLandscape["lines"][number] => {
    const hill = from === null ? 0 : 0.25;
    const start = from === null ? 2.5 : loss;
    return {
      ...{ from, to, distance: from === null ? 2 : 1, barriers: [hill, hill / 2] },
      points: positions.map((position) => {
        const between = position === 0.5 ? hill : 0;
        const base = position > 1
          ? null
          : Number(((1 - position) * start + position * loss).toFixed(4));
        return [position, base === null ? null : base + between, base];
      }),
    };
  };
  return {
    metric: "validation/loss",
    lines: [
      ...[own, ...others].map((to) => line(null, to)),
      ...others.map((to) => line(own, to)),
    ],
    planes: [{
      kind: "filters",
      marks: [{ optimizer: own, x: 0, y: 0 }],
      ...{ x: [-1, 0, 1], y: [-1, 1] },
      losses: [[4, loss, 4], [8, 2, null]],
    }],
  };
}
