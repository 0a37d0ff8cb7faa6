import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { sampleRecord } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import type { Checkpoint } from "../training/checkpoint.ts";
import { encodeCheckpoint } from "../checkpoints/encode_checkpoint.ts";
import { ClaimedTrial, claimTrial } from "./claim_trial.ts";

const ignore = !isPermitted("claimTrial", ...FILES);
const keys = sampleRecord();

const checkpoint: Checkpoint = {
  tensors: new Map(),
  numbers: {},
  progress: {
    step: 3,
    plannedSteps: 9,
    learningRate: 1,
    seconds: 0,
    gradientEvaluations: 3,
    examples: 3,
    lossScale: 1,
    lossSum: 0,
    lossCount: 0,
    rows: [],
    bestRow: null,
  },
};

function withClaim(test: (claimed: ClaimedTrial, folder: string) => void): Promise<void> {
  return withTemporaryFolder((store) => {
    using claimed = claimTrial(store, keys) as ClaimedTrial;
    assert(claimed instanceof ClaimedTrial);
    const [lock] = [...Deno.readDirSync(`${store}/compare/digits-two-layer/adam/lr=0.001`)];
    assertEquals(lock.name, `seed-${keys.seed}.lock`);
    test(claimed, `${store}/compare/digits-two-layer/adam/lr=0.001/seed-${keys.seed}.unfinished`);
    return Promise.resolve();
  });
}

const fileOf = ({ training }: ClaimedTrial, step = 3) => ({
  step,
  bytes: encodeCheckpoint(checkpoint, training),
});

Deno.test({
  name: "claimTrial keeps checkpoints until the trial has ended, and says where it goes on",
  ignore,
  fn: () =>
    withClaim((claimed, folder) => {
      const told: string[] = [];
      const tell = (line: string) => void told.push(line);
      assertEquals([claimed.abandonedBy, claimed.lastCheckpoint(tell)], [null, undefined]);
      claimed.saveCheckpoint(fileOf(claimed), tell);
      assertEquals(claimed.lastCheckpoint(tell), checkpoint);
      assertEquals(told, ["it goes on from its checkpoint after step 3 of 9"]);
      Deno.writeTextFileSync(`${folder}/step-3.safetensors`, "");
      assertEquals(claimed.lastCheckpoint(tell), undefined);
      assertEquals(told.at(-1), "it starts again from the beginning");
      claimed.removeCheckpoints("completed");
      claimed.removeCheckpoints("completed");
      assertEquals(claimed.lastCheckpoint(tell), undefined);
      assertEquals(told.length, 3);
    }),
});

Deno.test({
  name: "claimTrial keeps the checkpoints of a trial that failed, until it fails where it went on",
  ignore,
  fn: () =>
    withTemporaryFolder((store) => {
      const none = () => {};
      const attempt = (saves: boolean) => {
        using claimed = claimTrial(store, keys) as ClaimedTrial;
        const from = claimed.lastCheckpoint(none);
        if (saves) claimed.saveCheckpoint(fileOf(claimed), none);
        claimed.removeCheckpoints("failed");
        return from;
      };
      assertEquals(attempt(true), undefined);
      assertEquals(attempt(true), checkpoint);
      assertEquals(attempt(false), checkpoint);
      assertEquals(attempt(false), undefined);
      return Promise.resolve();
    }),
});

Deno.test({
  name: "claimTrial goes on without checkpoints where they cannot be written, and says so once",
  ignore,
  fn: () =>
    withClaim((claimed, folder) => {
      const told: string[] = [];
      Deno.writeTextFileSync(folder, "a file in the way");
      for (const step of [1, 2]) {
        claimed.saveCheckpoint(fileOf(claimed, step), (line) => void told.push(line));
      }
      assertEquals(told.length, 1);
      assert(told[0].startsWith("its checkpoint cannot be written: "), told[0]);
    }),
});
