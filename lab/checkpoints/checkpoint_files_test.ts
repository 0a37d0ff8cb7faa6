import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Checkpoint } from "../training/checkpoint.ts";
import { attacks } from "./_attacks.ts";
import { checkpointFiles } from "./checkpoint_files.ts";

const ignore = !isPermitted("checkpointFiles", ...FILES);

function checkpointAt(step: number): Checkpoint {
  return {
    tensors: new Map([
      ["parameter/w", { shape: [2, 3], data: new Float32Array(6).fill(step) }],
      ["buffer/passes", { shape: [1], data: Float64Array.of(-0) }],
    ]),
    numbers: { "state/step": step, "state/lowest": Infinity, "state/none": NaN },
    progress: {
      step,
      plannedSteps: 100,
      learningRate: 0.1,
      seconds: 0.25,
      gradientEvaluations: step,
      examples: 8 * step,
      lossScale: 1e4,
      lossSum: 3,
      lossCount: 4,
      rows: [{
        step,
        epoch: 1,
        seconds: 0.25,
        gradientEvaluations: step,
        learningRate: 0.1,
        scores: { "train/loss": -0, "validation/loss": Infinity, "validation/accuracy": null },
      }],
      bestRow: null,
    },
  };
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test({
  name: "checkpointFiles keeps the last and the one before, and gives back every bit",
  ignore,
  fn: () =>
    withTemporaryFolder((root) => {
      const folder = `${root}/inner`;
      const files = checkpointFiles(folder, "mine");
      assertEquals(files.read(), { checkpoint: undefined, refused: [] });
      for (const step of [9, 10, 11]) files.save(checkpointAt(step));
      assertEquals(names(folder), ["step-10.safetensors", "step-11.safetensors"]);
      assertEquals(files.read(), { checkpoint: checkpointAt(11), refused: [] });
      // An attempt that began from the one before again.
      files.save(checkpointAt(7));
      assertEquals(names(folder), ["step-7.safetensors"]);
      return Promise.resolve();
    }),
});

const random = (() => {
  let state = 7;
  return (below: number) => {
    state = Math.imul(state, 1103515245) + 12345 >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
})();

const damages: Readonly<
  Record<"flippedBit" | "cut" | "foreign", (whole: Uint8Array) => Uint8Array>
> = {
  flippedBit(whole) {
    whole[random(whole.length)] ^= 1 << random(8);
    return whole;
  },
  cut: (whole) => whole.subarray(0, random(whole.length)),
  foreign: (whole) => whole,
};

for (const [name, damage] of Object.entries(damages)) {
  const { what, times } = attacks.rows[name as keyof typeof damages];
  Deno.test({
    name: `checkpointFiles, ${times} times: ${what}`,
    ignore,
    fn: () =>
      withTemporaryFolder((folder) => {
        const files = checkpointFiles(folder, "mine");
        const path = `${folder}/step-2.safetensors`;
        for (const step of [1, 2]) files.save(checkpointAt(step));
        if (name === "foreign") checkpointFiles(folder, "another one").save(checkpointAt(2));
        const whole = Deno.readFileSync(path);
        for (let time = 0; time < times; time++) {
          Deno.writeFileSync(path, damage(whole.slice()));
          const { checkpoint, refused } = files.read();
          assertEquals(checkpoint, checkpointAt(1), `time ${time}`);
          assertEquals(refused.length, 1);
          assert(refused[0].startsWith(`Checkpoint ${path}: `), refused[0]);
          assertMatch(refused[0], /its checksum does not hold|expected one of mine, got one of/);
        }
        return Promise.resolve();
      }),
  });
}

Deno.test({
  name: "checkpointFiles leaves the former ones where one cannot be written, and says so",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) => {
      const files = checkpointFiles(folder, "mine");
      files.save(checkpointAt(1));
      Deno.mkdirSync(`${folder}/step-2.safetensors`);
      try {
        files.save(checkpointAt(2));
        assert(false, "an error of the file system");
      } catch (error) {
        assert(!(error instanceof SyntaxError));
      }
      Deno.removeSync(`${folder}/step-2.safetensors`);
      assertEquals(names(folder), ["step-1.safetensors"]);
      assertEquals(files.read().checkpoint, checkpointAt(1));
      return Promise.resolve();
    }),
});
