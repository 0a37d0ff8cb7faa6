import type { KnownOptimizer } from "../experiment/known_optimizers.ts";
import { knownOptimizers } from "../experiment/known_optimizers.ts";
import { fakeLaboratory, type FakeOutcome } from "../experiment/_fake_laboratory.ts";
import { usualOptimizers } from "../experiment/usual_optimizers.ts";
import type { Trial } from "../trials/trial.ts";
import { type ConvnetRuns, runConvnet } from "./run_convnet.ts";

/** The optimizers of the samples. */
export const OPTIMIZERS: readonly KnownOptimizer[] = usualOptimizers(await knownOptimizers([]));

/** What {@linkcode runConvnet} gives when trials come to what a function says, and what it asked for. */
export async function sampleConvnet(
  outcomeOf: (trial: Trial) => FakeOutcome,
): Promise<{ readonly runs: ConvnetRuns; readonly calls: readonly (readonly Trial[])[] }> {
  const laboratory = await fakeLaboratory(outcomeOf);
  const runs = await runConvnet(laboratory, {
    optimizers: OPTIMIZERS,
    trainCount: 60,
    epochs: 2,
    draws: 3,
    longEpochs: 10,
    seed: 0,
    judges: [1, 2, 3],
    bestJudges: [1, 2, 3],
  });
  return { runs, calls: laboratory.calls.map(({ trials }) => trials) };
}
