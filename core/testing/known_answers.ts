import type { GoldenCase } from "./golden_case.ts";
import { reviveNumbers } from "./revive_numbers.ts";

/**
 * A committed golden file, by its name without `.json`; `testdata/README.md` tells where each comes from.
 *
 * @category Testing
 */
export type KnownAnswers =
  | "by_hand"
  | "cs231n"
  | "reports_dev"
  | "sequences_dev"
  | "statistics_dev"
  | "torch_layers_dev"
  | "torch_optim_dev"
  | "torch_optim_modern_dev"
  | "torch_training"
  | "torch_variations";

type Load = () => Promise<{ readonly default: { readonly cases: readonly unknown[] } }>;

// Each import is written out, so that it needs no permission to read; it loads its file when it is first asked for.
const files: Readonly<Record<KnownAnswers, Load>> = {
  by_hand: () => import("./testdata/by_hand.json", { with: { type: "json" } }),
  cs231n: () => import("./testdata/cs231n.json", { with: { type: "json" } }),
  reports_dev: () => import("./testdata/reports_dev.json", { with: { type: "json" } }),
  sequences_dev: () => import("./testdata/sequences_dev.json", { with: { type: "json" } }),
  statistics_dev: () => import("./testdata/statistics_dev.json", { with: { type: "json" } }),
  torch_layers_dev: () => import("./testdata/torch_layers_dev.json", { with: { type: "json" } }),
  torch_optim_dev: () => import("./testdata/torch_optim_dev.json", { with: { type: "json" } }),
  torch_optim_modern_dev: () =>
    import("./testdata/torch_optim_modern_dev.json", { with: { type: "json" } }),
  torch_training: () => import("./testdata/torch_training.json", { with: { type: "json" } }),
  torch_variations: () => import("./testdata/torch_variations.json", { with: { type: "json" } }),
};

/**
 * The cases of a committed golden file.
 *
 * @category Testing
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
  return reviveNumbers(file.cases) as readonly GoldenCase[];
}
