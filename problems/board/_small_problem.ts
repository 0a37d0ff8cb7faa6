import { type DType, type Engine, randomStream } from "@descent/core";
import { checkOptions } from "../contract/check_options.ts";
import type { OptionValues } from "../contract/option.ts";
import type { BuiltProblem, ProblemPlugin } from "../contract/problem_plugin.ts";
import { smallOptions } from "../conformance/_small_options.ts";

/** A problem of the board with few examples, in f64, for tests. */
export async function smallProblem(
  plugin: ProblemPlugin,
  { engine, options: given = {}, batchSize = 20, dtype = "f64" }: {
    readonly engine: Engine;
    readonly options?: OptionValues;
    readonly batchSize?: number;
    readonly dtype?: DType;
  },
): Promise<BuiltProblem> {
  const options = checkOptions<OptionValues>(
    plugin.name,
    plugin.options,
    smallOptions(plugin.options, given),
  );
  const data = await plugin.load(options, {});
  return plugin.create(data, options, {
    engine,
    dtype,
    batchSize,
    random: randomStream({ seed: 3 }),
  });
}

/** Sets every parameter to a value. */
export function fill({ parameters }: BuiltProblem, value: number): void {
  for (const parameter of parameters) parameter.value.data.fill(value);
}
