import type { RunRecord } from "../record/run_record.ts";
import type { CsvColumn, CsvValue } from "./_csv_column.ts";

type TrialColumn = CsvColumn<RunRecord>;

/** A column that holds one field of the record; the source is the way to the field. */
type Row = readonly [
  name: string,
  title: string,
  datatype: TrialColumn["datatype"],
  source: string,
  description: string,
];

const KEYS: readonly Row[] = [
  [
    "trial_id",
    "Trial",
    "string",
    "trialId",
    "Names the trial among all others, 16 hexadecimal digits; joins the files.",
  ],
  ["experiment", "Experiment", "string", "experiment", "Name of the experiment."],
  ["problem", "Problem", "string", "problem.name", "Name of the problem that the trial learns."],
  ["optimizer", "Optimizer", "string", "optimizer.name", "Name of the optimizer."],
  [
    "setting",
    "Setting",
    "string",
    "setting.id",
    "Names the setting: hyperparameters, variables and options together.",
  ],
  ["seed", "Seed", "integer", "seed", "Seed of every random stream of the trial."],
  [
    "phase",
    "Phase",
    "string",
    "phase",
    "Purpose of the trial: search chooses a setting, final judges it; an experiment may have others. A trial that served both is final.",
  ],
];

const ENDS: readonly Row[] = [
  [
    "status",
    "Status",
    "string",
    "status",
    "How the trial ended: completed, diverged (its loss was no longer finite) or failed.",
  ],
  [
    "diverged_at_step",
    "Diverged at step",
    "integer",
    "divergedAtStep",
    "The step whose loss was no longer finite. Empty where the trial did not diverge.",
  ],
  [
    "error",
    "Error",
    "string",
    "error",
    "The error in one sentence. Empty where the trial did not fail.",
  ],
  [
    "budget_epochs",
    "Budget, epochs",
    "number",
    "budget.epochs",
    "Planned passes over the training set; equal to the steps where an epoch is one step.",
  ],
  ["budget_steps", "Budget, steps", "integer", "budget.steps", "Planned optimizer steps."],
  [
    "batch_size",
    "Batch size",
    "integer",
    "budget.batchSize",
    "Training examples in the minibatch of one step.",
  ],
  [
    "schedule",
    "Learning-rate schedule",
    "string",
    "budget.schedule",
    "What scales the base learning rate at each step.",
  ],
  [
    "best_by",
    "Selection metric of the problem",
    "string",
    "problem.selection",
    "The metric whose best value defines the evaluation of the columns best_*.",
  ],
  [
    "selection_metric",
    "Setting chosen by",
    "string",
    "selection.metric",
    "The metric that a search chose this setting by. Empty where none did.",
  ],
  [
    "selection_candidates",
    "Settings tried",
    "integer",
    "selection.candidates",
    "Settings that the search tried. Empty where there was none.",
  ],
  [
    "selection_score",
    "Score in the search",
    "number",
    "selection.score",
    "Value of selection_metric in the search, in that metric's unit. Empty where there was none.",
  ],
  [
    "weights_digest",
    "Digest of the weights",
    "string",
    "results.weightsDigest",
    "SHA-256 of all parameters at the end, 64 hexadecimal digits: trials with the same bits have the same. Empty where the trial did not complete.",
  ],
  [
    "best_epoch",
    "Best epoch",
    "number",
    "results.bestEpoch",
    "Epoch of the columns best_*. Empty without an evaluation.",
  ],
  ["steps", "Steps", "integer", "results.steps", "Optimizer steps done."],
  [
    "epochs",
    "Epochs",
    "number",
    "results.epochs",
    "Passes over the training set done; may be a fraction.",
  ],
  [
    "seconds",
    "Training time",
    "number",
    "results.seconds",
    "Time spent in training, without evaluation, in seconds.",
  ],
  [
    "gradient_evaluations",
    "Gradient evaluations",
    "integer",
    "results.gradientEvaluations",
    "Evaluations of loss and gradient, those that optimizers asked for beside their steps too.",
  ],
  [
    "target_metric",
    "Metric of the target",
    "string",
    "results.target.metric",
    "The metric that the trial was timed towards. Empty where there was no target.",
  ],
  [
    "target",
    "Target",
    "number",
    "results.target.value",
    "The value to reach, in the unit of target_metric. Empty where there was no target.",
  ],
  [
    "steps_to_target",
    "Steps to target",
    "integer",
    "results.stepsToTarget",
    "Steps until the target was first met. Empty where it was not.",
  ],
  [
    "seconds_to_target",
    "Time to target",
    "number",
    "results.secondsToTarget",
    "Training time until the target was first met, in seconds. Empty where it was not.",
  ],
  [
    "examples_per_second",
    "Throughput",
    "number",
    "results.examplesPerSecond",
    "Training examples per second of training. Empty where it was too short to tell.",
  ],
];

const ENVIRONMENT: readonly Row[] = [
  [
    "dataset",
    "Data set",
    "string",
    "dataset.name",
    "Name of the data set. Empty for a problem without data.",
  ],
  [
    "train_examples",
    "Training examples",
    "integer",
    "dataset.train",
    "Number of training examples. Empty for a problem without data.",
  ],
  [
    "validation_examples",
    "Validation examples",
    "integer",
    "dataset.validation",
    "Number of validation examples. Empty for a problem without data.",
  ],
  [
    "test_examples",
    "Test examples",
    "integer",
    "dataset.test",
    "Number of test examples; 0 where no test set was evaluated. Empty without data.",
  ],
  [
    "preprocessing",
    "Preprocessing",
    "string",
    "dataset.preprocessing",
    "How the raw data became inputs, in words. Empty for a problem without data.",
  ],
  ["network", "Network", "string", "network", "The network in words. Empty where there is none."],
  [
    "parameter_count",
    "Parameters",
    "integer",
    "results.parameterCount",
    "Number of trained values.",
  ],
  ["descent", "Descent", "string", "environment.descent", "Version of Descent."],
  [
    "code",
    "Code",
    "string",
    "environment.code",
    "Digest of the code that ran in the trial.",
  ],
  ["deno", "Deno", "string", "environment.deno", "Version of Deno."],
  ["v8", "V8", "string", "environment.v8", "Version of V8."],
  ["typescript", "TypeScript", "string", "environment.typescript", "Version of TypeScript."],
  ["os", "Operating system", "string", "environment.os", "Operating system."],
  ["arch", "Instruction set", "string", "environment.arch", "Instruction set of the processor."],
  [
    "cpu",
    "Processor",
    "string",
    "environment.cpu",
    "Model of the processor. Empty where the program might not ask.",
  ],
  [
    "cpu_count",
    "Logical processors",
    "integer",
    "environment.cpuCount",
    "Logical processors of the machine.",
  ],
  ["threads", "Threads", "integer", "environment.threads", "Threads that the trial ran on."],
  [
    "jobs",
    "Trials side by side",
    "integer",
    "environment.jobs",
    "How many trials ran side by side at most, which their times depend on.",
  ],
  [
    "matmul",
    "Matrix product",
    "string",
    "environment.matmul.backend",
    "The library that computed matrix products.",
  ],
  [
    "matmul_version",
    "Matrix product, version",
    "string",
    "environment.matmul.version",
    "Version of that library.",
  ],
  [
    "multiply_add",
    "Multiply-add",
    "string",
    "environment.multiplyAdd",
    "relaxed: products fuse multiplication and addition where the processor does; strict: they never do.",
  ],
  [
    "fused_multiply_add",
    "Fused multiply-add",
    "boolean",
    "environment.fusedMultiplyAdd",
    "Whether products round once in a multiplication and an addition: the last bits depend on it.",
  ],
  [
    "convolution",
    "Convolution",
    "string",
    "environment.convolution",
    "auto: convolutions by 3x3 filters were summed by Winograd where that is faster; direct, or missing: plainly.",
  ],
  [
    "dtype",
    "Floating-point type",
    "string",
    "environment.dtype",
    "Floating-point type of the training: f32 or f64.",
  ],
  ["started_at", "Started at", "dateTime", "startedAt", "When the trial started, in UTC."],
  ["command", "Command", "string", "command", "The command that made the trial."],
];

/** The columns that name a trial; `metrics.csv` begins with the same ones. */
export const KEY_COLUMNS: readonly TrialColumn[] = KEYS.map((row) => ({
  ...trialColumn(row),
  required: true,
}));

/** The columns that say how a trial went and what it cost, but for its scores. */
export const END_COLUMNS: readonly TrialColumn[] = ENDS.map(trialColumn);

/** The columns that say what was trained, with which software, on which machine. */
export const ENVIRONMENT_COLUMNS: readonly TrialColumn[] = ENVIRONMENT.map(trialColumn);

function trialColumn([name, title, datatype, source, description]: Row): TrialColumn {
  const path = source.split(".");
  return { name, title, datatype, source, description, value: (record) => at(record, path) };
}

/** The field at the end of a path, `null` where the path ends early. */
function at(record: RunRecord, path: readonly string[]): CsvValue {
  let value: unknown = record;
  for (const name of path) value = (value as Record<string, unknown> | null)?.[name];
  return (value ?? null) as CsvValue;
}
