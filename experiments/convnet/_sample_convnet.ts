import { defaultOptimizers, type KnownOptimizer, knownOptimizers, type Trial } from "@descent/lab";
import { fakeLaboratory, type FakeOutcome } from "@descent/lab/testing";
import { runConvnet } from "./run_convnet.ts";

/** The optimizers of the samples. */
export const OPTIMIZERS: readonly KnownOptimizer[] = defaultOptimizers(await knownOptimizers([]));

/** What a sample came to, and what was asked of the laboratory. */
export interface SampleConvnet extends Awaited<ReturnType<typeof runConvnet>> {
  /** The trials of each call. */
  readonly calls: readonly (readonly Trial[])[];
}

/** What {@linkcode runConvnet} gives when trials come to what a function says. */
export async function sampleConvnet(
  outcomeOf: (trial: Trial) => FakeOutcome,
): Promise<SampleConvnet> {
  const laboratory = await fakeLaboratory(outcomeOf);
  const found = await runConvnet(laboratory, {
    optimizers: OPTIMIZERS,
    trainCount: 60,
    epochs: 2,
    draws: 3,
    longEpochs: 12,
    seed: 0,
    sweepSeeds: [1, 2],
    judges: [3, 4, 5],
    longJudges: [1, 2, 3],
  });
  return { ...found, calls: laboratory.calls.map(({ trials }) => trials) };
}
