import type { SequenceTask, Workload } from "./task.ts";

/**
 * Training steps of a language model.
 *
 * @param name What they are called.
 * @param task What is trained.
 * @returns The workload, in tokens/s.
 */
function languageModel(
  name: string,
  task: Omit<SequenceTask, "kind">,
): Workload<SequenceTask> {
  const { steps, batchSize } = task;
  return { name, unit: "tokens/s", work: steps * batchSize, task: { kind: "sequence", ...task } };
}

/** An LSTM and a small GPT of 64 tokens, that libraries are compared by. */
export const sequenceWorkloads: readonly Workload<SequenceTask>[] = [
  languageModel("LSTM of 128 units, 64 steps, batch 64, Adam", {
    model: { kind: "lstm" },
    width: 128,
    steps: 64,
    batchSize: 64,
  }),
  languageModel("GPT of 4 layers, 128 wide, 4 heads, 128 tokens, batch 32, Adam", {
    model: { kind: "gpt", blocks: 4, heads: 4 },
    width: 128,
    steps: 128,
    batchSize: 32,
  }),
];
