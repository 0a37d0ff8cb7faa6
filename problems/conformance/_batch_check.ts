import { batchSizeOf, build, firstDifference, gradientsOf, type ProblemCheck } from "./_subject.ts";

/** Epochs of more steps are not gone through to their end. */
const MOST_STEPS = 300;

/** Checks that an epoch goes through every example, and that steps can be passed over. */
export const batchCheck: ProblemCheck = {
  name: "goes through its examples",
  run: (subject) => {
    const size = batchSizeOf(subject);
    using built = build(subject);
    using jumping = build(subject);
    const { stepsPerEpoch, examples } = built;
    let sum = 0;
    const last = Math.min(stepsPerEpoch, MOST_STEPS);
    for (let step = 1; step <= last; step++) {
      const count = built.nextBatch(step);
      if (!(Number.isInteger(count) && count >= 1 && count <= size)) {
        return `expected nextBatch to return a number of examples from 1 to the batch size ${size}, got ${count} at step ${step}`;
      }
      sum += count;
    }
    if (last === stepsPerEpoch && sum !== examples.train) {
      return `expected the minibatches of an epoch to have the ${examples.train} examples of examples.train together, got ${sum}; count the last one of an epoch too`;
    }
    // Into the next epoch, whose order depends on that of the first.
    for (let step = last + 1; step <= last + 2; step++) built.nextBatch(step);
    jumping.nextBatch(last + 2);
    const losses = [built, jumping].map((each) => each.gradients());
    const difference = firstDifference(
      ["loss", ...built.parameters.map(({ name }) => name)],
      [[losses[1]], ...gradientsOf(jumping)],
      [[losses[0]], ...gradientsOf(built)],
    );
    return difference === undefined
      ? undefined
      : `expected the same minibatch at step ${
        last + 2
      } where the steps before it are passed over: ${difference}; let the step's number alone decide its examples and draws`;
  },
};
