/** `deno task predict`: the answers of a saved network for new data, as CSV. */
import {
  asUserError,
  print,
  runTask,
  switchFlag,
  type Task,
  TaskError,
  textFlag,
} from "@descent/cli";
import {
  type ClassPredictions,
  measurePredictions,
  predictInputs,
  readInputs,
  type ValuePredictions,
} from "@descent/models";
import { stringify } from "@std/csv";
import { modelOfFile } from "./_model_of_file.ts";

/**
 * The flags of the task `predict`.
 *
 * @category Tasks
 */
export interface PredictValues {
  /** The file of the network, if one was given. */
  readonly model: string | undefined;
  /** The file or folder of the new data, if one was given. */
  readonly input: string | undefined;
  /** Whether to print metrics in place of answers. */
  readonly evaluate: boolean;
}

/**
 * The task `predict`.
 *
 * @category Tasks
 */
export const predictTask: Task<PredictValues> = {
  name: "predict",
  doc: "Prints the answers of a saved network for new data, as CSV.",
  flags: {
    model: textFlag({
      doc:
        "The network: a safetensors file as --save-best of an experiment writes it, or an ONNX file.",
      default: undefined,
      placeholder: "<file>",
      shownDefault: "none, it must be given",
    }),
    input: textFlag({
      doc: "The new data: a file or folder of any format that --dataset of an experiment takes.",
      default: undefined,
      placeholder: "<path>",
      shownDefault: "none, it must be given",
    }),
    evaluate: switchFlag({
      doc: "Print its metrics instead, for data that have the classes or values to predict.",
    }),
  },
};

/**
 * Runs `deno task predict`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runPredict(args: readonly string[]): Promise<number> {
  return runTask(() => predictTask, args, async ({ model: path, input, evaluate }, conclude) => {
    if (path === undefined || input === undefined) {
      throw new TaskError(
        "predict: expected --model <file> and --input <path>, got one or none of them; give both",
      );
    }
    const rows = await asUserError(async () => {
      const model = await modelOfFile(path);
      const inputs = await readInputs(model, input);
      const answers = predictInputs(model, inputs);
      if (!evaluate) return rowsOf(answers, inputs.names);
      if (inputs.targets === null) {
        throw new TaskError(
          `predict: expected data with the classes or values that the model predicts for --evaluate, got ${input} without them, or with classes that the model does not know`,
        );
      }
      const metrics = measurePredictions(answers, inputs.targets);
      return [["metric", "value"], ...Object.entries(metrics)];
    });
    print(stringify(rows).trimEnd());
    const [columns, ...answers] = rows;
    conclude({
      answers: answers.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i], cell]))),
    });
  });
}

/** A row of names, then one for each answer, called by its file where it has one, else by its number from 1. */
function rowsOf(
  answers: ClassPredictions | ValuePredictions,
  files: readonly string[] | undefined,
): (string | number)[][] {
  const first = files === undefined ? "row" : "file";
  const called = (n: number) => files?.[n] ?? n + 1;
  if (answers.kind === "values") {
    const { names, values } = answers, K = names.length;
    const rows = Array.from(
      { length: values.length / K },
      (_, n) => [called(n), ...values.subarray(n * K, (n + 1) * K)],
    );
    return [[first, ...names], ...rows];
  }
  const { classes, probabilities, classNames } = answers;
  const rows = Array.from(classes, (k, n) => [
    called(n),
    classNames[k],
    probabilities[n * classNames.length + k],
  ]);
  return [[first, "class", "probability"], ...rows];
}

if (import.meta.main) Deno.exit(await runPredict(Deno.args));
