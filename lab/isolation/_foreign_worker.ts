/**
 * The worker that runs third-party code, with the least permissions and an engine of its own.
 *
 * @module
 */
import { createEngine, type Engine } from "@descent/core";
import {
  assertConforms,
  type Hyperparameter,
  loadPlugin,
  loadSchedule,
  type OptimizerPlugin,
} from "@descent/optim";
import {
  assertProblemConforms,
  loadProblem,
  type Option,
  type ProblemData,
  type ProblemPlugin,
} from "@descent/problems";
import { runTrial } from "../trials/run_trial.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import type { TrialEngineOptions } from "../trials/trial_request.ts";
import {
  type ForeignFailure,
  type ForeignReply,
  type ForeignRequest,
  progressWord,
  VARIANT_COUNT,
} from "./_foreign_message.ts";
import { trySchedule } from "./try_schedule.ts";

/** The only message that comes by the worker's own way. */
interface Start {
  readonly port: MessagePort;
  readonly engine: TrialEngineOptions;
  readonly progress: Int32Array;
}

const MOST_ROWS = 100;

const scope = self as unknown as { onmessage: ((event: MessageEvent<Start>) => void) | null };

scope.onmessage = ({ data: { port, engine: options, progress } }) => {
  // Third-party code finds neither the port nor this handler: what it posts itself nobody hears.
  scope.onmessage = null;
  const post: (reply: ForeignReply) => void = port.postMessage.bind(port);
  const { add, store } = Atomics;
  const later = setTimeout;
  const beat = () => add(progress, progressWord.beats, 1);
  let engine: Engine | undefined;
  let data: ProblemData | undefined;
  forbidLeaving();

  port.onmessage = async ({ data: request }: MessageEvent<ForeignRequest>) => {
    beat();
    if (request.kind !== "trial") {
      try {
        post({ value: await answer(request, beat) });
      } catch (error) {
        post({ failure: failureOf(error) });
      }
      return;
    }
    const startedAt = new Date();
    const { trial, data: given, checkpoints } = request;
    data = given ?? data;
    try {
      engine ??= createEngine(options);
      const outcome = await runTrial({
        trial,
        data: data!,
        engine,
        checkpoints,
        onCheckpoint: (file) => {
          beat();
          post({ checkpoint: file });
        },
        onStep: (step, planned) => {
          store(progress, progressWord.planned, planned);
          store(progress, progressWord.steps, step);
          beat();
        },
        onEvaluation: (row) => {
          beat();
          post({ advance: row });
        },
      });
      // A rejection that nobody awaits, or an error in a timer, ends the worker before it has an outcome.
      await new Promise((resolve) => later(resolve, 0));
      post({ outcome });
    } catch (error) {
      post({ outcome: failedOutcome(error, startedAt) });
    }
  };
};

/** Leaving would be silent, and be noticed only by the silence. */
function forbidLeaving(): void {
  const refuse = (call: string) => () => {
    throw new TypeError(`${call}: expected a plugin to leave the worker to its runner`);
  };
  Object.assign(globalThis, { close: refuse("self.close") });
  Object.assign(Deno, { exit: refuse("Deno.exit"), kill: refuse("Deno.kill") });
  for (const call of ["exit", "reallyExit", "kill", "abort"]) {
    Reflect.set(process, call, refuse(`process.${call}`));
  }
}

async function answer(
  request: Exclude<ForeignRequest, { kind: "trial" }>,
  beat: () => void,
): Promise<unknown> {
  if (request.kind === "optimizer") {
    const taken = request.taken as readonly OptimizerPlugin[];
    const plugin = await loadPlugin(request.plugin, { taken });
    beat();
    assertConforms(plugin);
    return optimizerTable(plugin);
  }
  if (request.kind === "schedule") {
    return trySchedule(await loadSchedule(request.schedule));
  }
  const { kind, problem: address } = request;
  const taken = kind === "problem" ? request.taken as readonly ProblemPlugin[] : [];
  const plugin = await loadProblem(address, { taken });
  beat();
  switch (kind) {
    case "problem":
      return problemTable(plugin);
    case "conformance": {
      const { options, dataDirectory } = request;
      return await assertProblemConforms(plugin, { options, dataDirectory });
    }
    case "budget": {
      const { batchSize, epochs, evaluationsPerEpoch, schedule, target, ...rest } = plugin.budget(
        request.options,
      );
      const { examplesPerEvaluation, heldOutOnly } = rest;
      const learningRates = plugin.learningRates?.(request.options) ?? {};
      const budget = {
        batchSize,
        epochs,
        evaluationsPerEpoch,
        ...(examplesPerEvaluation !== undefined && { examplesPerEvaluation }),
        ...(heldOutOnly !== undefined && { heldOutOnly }),
        schedule,
        target,
      };
      return { budget, learningRates: { ...learningRates } };
    }
    case "load":
      return await plugin.load(request.options, { dataDirectory: request.dataDirectory });
  }
}

/** A plugin's data without its functions. */
function optimizerTable(plugin: OptimizerPlugin): unknown {
  const { name, title, reference, bibtex, hyperparameters, schedule, schedules } = plugin;
  const { evaluationsPerStep, needs, schedulable } = plugin;
  const table: Readonly<Record<string, Hyperparameter>> = hyperparameters;
  const rows = rowsOf(table, ({ range, ...row }) => ({
    range: [...range],
    default: row.default,
    scale: row.scale,
    doc: row.doc,
    ...(row.search && { search: { ...row.search } }),
    ...(row.whole !== undefined && { whole: row.whole }),
    ...(row.choices && { choices: [...row.choices] }),
  }));
  return {
    ...{ name, title, reference, hyperparameters: rows },
    ...(bibtex !== undefined && { bibtex }),
    ...(schedule !== undefined && { schedule }),
    ...(schedules !== undefined && { schedules: [...schedules] }),
    ...(evaluationsPerStep !== undefined && { evaluationsPerStep }),
    ...(needs && { needs: [...needs] }),
    ...(schedulable && { schedulable: [...schedulable] }),
  };
}

function problemTable(
  { name, title, reference, options, metrics, selection, variant }: ProblemPlugin,
): unknown {
  const optionRows = rowsOf(options as Readonly<Record<string, Option>>, (row) => ({ ...row }));
  const metricRows = rowsOf(metrics, ({ title, better, format }) => ({ title, better, format }));
  const variants = variant &&
    Array.from({ length: VARIANT_COUNT }, (_, seed) => ({ ...variant(seed) }));
  return {
    ...{ name, title, reference, options: optionRows, metrics: metricRows, selection },
    ...(variants && { variants }),
  };
}

function rowsOf<Row>(
  table: Readonly<Record<string, Row>>,
  copy: (row: Row) => unknown,
): Record<string, unknown> {
  const rows = Object.entries(table);
  if (rows.length > MOST_ROWS) {
    throw new RangeError(`expected a table of at most ${MOST_ROWS} rows, got ${rows.length}`);
  }
  return Object.fromEntries(rows.map(([name, row]) => [name, copy(row)]));
}

function failureOf(error: unknown): ForeignFailure {
  try {
    if (!(error instanceof Error)) return { name: "Error", message: String(error), fields: {} };
    const fields = Object.entries(error).filter(([, value]) => typeof value === "string");
    return { name: error.name, message: error.message, fields: Object.fromEntries(fields) };
  } catch {
    return { name: "Error", message: "an error that throws when it is read", fields: {} };
  }
}
