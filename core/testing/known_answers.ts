import type { GoldenCase } from "./golden_case.ts";

/** A committed golden file, by its name without `.json`; `testdata/README.md` tells where each comes from. */
export type KnownAnswers =
  | "cs231n"
  | "sequences_dev"
  | "torch_layers_dev"
  | "torch_optim_dev"
  | "torch_training"
  | "torch_variations";

type Load = () => Promise<{ readonly default: { readonly cases: readonly unknown[] } }>;

// Each import is written out, so that it needs no permission to read; it loads its file when it is first asked for.
const files: Readonly<Record<KnownAnswers, Load>> = {
  cs231n: () => import("./testdata/cs231n.json", { with: { type: "json" } }),
  sequences_dev: () => import("./testdata/sequences_dev.json", { with: { type: "json" } }),
  torch_layers_dev: () => import("./testdata/torch_layers_dev.json", { with: { type: "json" } }),
  torch_optim_dev: () => import("./testdata/torch_optim_dev.json", { with: { type: "json" } }),
  torch_training: () => import("./testdata/torch_training.json", { with: { type: "json" } }),
  torch_variations: () => import("./testdata/torch_variations.json", { with: { type: "json" } }),
};

/**
 * The cases of a committed golden file.
 *
 * @param name Name of the file.
 * @returns Its cases, in its order.
 *
 * @example The optimizers of PyTorch among them
 * ```ts
 * import { CaseReader, knownAnswers } from "@descent/core/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const cases = await knownAnswers("torch_optim_dev");
 * const adam = new CaseReader(cases.find(({ name }) => name === "adam")!);
 * assertEquals(adam.number("lr"), 0.01);
 * ```
 */
export async function knownAnswers(name: KnownAnswers): Promise<readonly GoldenCase[]> {
  const { default: file } = await files[name]();
  return file.cases as readonly GoldenCase[];
}
