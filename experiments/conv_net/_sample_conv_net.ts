import {
  defaultOptimizers,
  type ImageFlagValues,
  type KnownOptimizer,
  knownOptimizers,
  type Trial,
} from "@descent/lab";
import { fakeLaboratory, type FakeOutcome } from "@descent/lab/testing";
import { runConvNet } from "./run_conv_net.ts";

/** The data set of the samples. */
export const IMAGES: ImageFlagValues = {
  dataset: "digits",
  trainCount: null,
  validationCount: null,
  testCount: null,
  validationFraction: null,
  testFraction: null,
  splitSeed: 0,
};

/** The optimizers of the samples. */
export const OPTIMIZERS: readonly KnownOptimizer[] = defaultOptimizers(await knownOptimizers([]));

/** The results of a sample, and what was asked of the laboratory. */
export interface SampleConvNet extends Awaited<ReturnType<typeof runConvNet>> {
  /** The trials of each call. */
  readonly calls: readonly (readonly Trial[])[];
}

/** Results of {@linkcode runConvNet} in a laboratory whose trials come to what a function says. */
export async function sampleConvNet(
  outcomeOf: (trial: Trial) => FakeOutcome,
): Promise<SampleConvNet> {
  const laboratory = fakeLaboratory(outcomeOf);
  const found = await runConvNet(laboratory, {
    optimizers: OPTIMIZERS,
    images: { ...IMAGES, trainSubset: 60 },
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
