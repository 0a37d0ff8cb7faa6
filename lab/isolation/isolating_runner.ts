import type { ModuleSource, ProblemData, ScheduleChoice } from "@descent/problems";
import { trialAdvance } from "../trials/trial_advance.ts";
import type { Trial } from "../trials/trial.ts";
import { failedOutcome, type TrialOutcome } from "../trials/trial_outcome.ts";
import type { TrialEngineOptions, TrialRequest } from "../trials/trial_request.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";
import { cleanTexts } from "./clean_text.ts";
import type { ForeignSettings } from "./foreign_optimizer.ts";
import { foreignRow } from "./_foreign_row.ts";
import { ForeignEnd, type ForeignProcess, foreignProcess } from "./foreign_process.ts";
import type { ModuleSnapshot } from "./module_snapshot.ts";

/**
 * Options of {@linkcode isolatingRunner}.
 *
 * @category Isolation
 */
export interface IsolatingRunnerOptions extends ForeignSettings {
  /** Runs the trials without third-party code. */
  readonly runner: TrialRunner;
  /** The modules of third parties. */
  readonly snapshots: readonly ModuleSnapshot[];
  /** Options of the engines of their trials; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
  /** How often trials of which modules had to be ended; runners that share one give up together. Default its own. */
  readonly endings?: Map<string, number>;
}

/** Trials of the same modules that are ended before the others are not tried. */
const MOST_ENDINGS = 2;

/**
 * A runner that keeps third-party code apart: trials of a plugin or problem of a third party run in a process of their
 * own, which no trial of other modules ever shares, and all others on the runner given.
 *
 * Where a process has to be ended, its trial has failed and no other; but when two trials of the same modules were
 * ended, the further ones are not tried.
 *
 * @category Isolation
 * @param options The runner and the modules, see {@linkcode IsolatingRunnerOptions}.
 * @returns The runner. Disposing of it ends its process; the runner given stays the caller's.
 *
 * @example
 * ```ts ignore
 * import { foreignOptimizer, isolatingRunner, trialRunner } from "@descent/lab";
 *
 * const { snapshot } = await foreignOptimizer("./lion.ts");
 * using runner = trialRunner();
 * await using isolating = isolatingRunner({ runner, snapshots: [snapshot] });
 * ```
 */
export function isolatingRunner(
  { runner, snapshots, engine, endings = new Map(), ...settings }: IsolatingRunnerOptions,
): TrialRunner & AsyncDisposable {
  let process: ForeignProcess | undefined;
  let key = "";
  /** Data that the process has. */
  let sent: ProblemData | undefined;
  /** Ends the trial that runs apart. */
  let stopping: AbortController | undefined;

  async function processOf(modules: readonly ModuleSource[]): Promise<ForeignProcess> {
    const wanted = keyOf(modules);
    if (process?.isAlive && key === wanted) return process;
    await process?.[Symbol.asyncDispose]();
    const own = modules.map((module) => snapshotOf(snapshots, module));
    sent = undefined;
    key = wanted;
    return process = foreignProcess({ snapshots: own, ...(engine && { engine }), ...settings });
  }

  async function runApart(
    { trial, data, checkpoints }: TrialRequest,
    { modules, signal, startedAt }: Apart,
    onAdvance: Parameters<TrialRunner["run"]>[1],
    onCheckpoint: Parameters<TrialRunner["run"]>[2],
  ): Promise<TrialOutcome> {
    const ended = endings.get(keyOf(modules)) ?? 0;
    if (ended >= MOST_ENDINGS) {
      return failedOutcome(
        `It was not tried: ${ended} trials of the same module had to be ended`,
        startedAt,
      );
    }
    try {
      const own = await processOf(modules);
      if (signal.aborted) return failedOutcome(signal.reason, startedAt);
      const news = data === sent ? undefined : data;
      sent = data;
      const placed = placedTrial(trial, snapshots);
      const request = { kind: "trial", trial: placed, data: news, checkpoints } as const;
      const reply = await own.ask(request, (message) => {
        if ("checkpoint" in message) {
          const { step, bytes } = message.checkpoint;
          const isFile = Number.isSafeInteger(step) && step > 0 && bytes instanceof Uint8Array;
          if (isFile) onCheckpoint?.({ step, bytes });
          return;
        }
        const row = foreignRow(trial.problem.metrics, message.advance);
        if (row !== null) onAdvance(trialAdvance(trial, row));
      });
      if ("outcome" in reply && isOutcome(reply.outcome)) return cleanOutcome(reply.outcome);
      return failedOutcome("It gave something else than the outcome of a trial", startedAt);
    } catch (error) {
      if (!(error instanceof ForeignEnd)) throw error;
      endings.set(keyOf(modules), (endings.get(keyOf(modules)) ?? 0) + 1);
      return failedOutcome(`The trial was ended: ${error.message}`, startedAt);
    }
  }

  return {
    run(request, onAdvance, onCheckpoint) {
      const { plugin, problem: { source, budget: { schedule } } } = request.trial;
      const modules = [plugin, source, moduleOf(schedule)].filter((module) => module !== null);
      if (modules.length === 0) return runner.run(request, onAdvance, onCheckpoint);
      const startedAt = new Date();
      const { promise, resolve } = Promise.withResolvers<TrialOutcome>();
      const { signal } = stopping = new AbortController();
      signal.addEventListener("abort", () => {
        resolve(failedOutcome(signal.reason, startedAt));
        // Nothing less ends whatever loop it is in; the next trial gets a new one.
        process?.[Symbol.asyncDispose]();
      });
      const outcome = runApart(request, { modules, signal, startedAt }, onAdvance, onCheckpoint);
      return Promise.race([promise, outcome]).finally(() => stopping = undefined);
    },
    stop(reason) {
      if (stopping === undefined) runner.stop(reason);
      else stopping.abort(reason);
    },
    [Symbol.dispose]() {
      process?.[Symbol.asyncDispose]();
    },
    async [Symbol.asyncDispose]() {
      await process?.[Symbol.asyncDispose]();
    },
  };
}

/** A trial that runs in a process of its own. */
interface Apart {
  readonly modules: readonly ModuleSource[];
  /** Stops it, with the reason. */
  readonly signal: AbortSignal;
  readonly startedAt: Date;
}

/** The module of a schedule, where it is one. */
function moduleOf(schedule: ScheduleChoice): Extract<ScheduleChoice, { kind: "module" }> | null {
  return typeof schedule === "object" && schedule.kind === "module" ? schedule : null;
}

function keyOf(modules: readonly ModuleSource[]): string {
  return modules.map(({ address, digest }) => `${address} ${digest}`).join("\n");
}

function snapshotOf(snapshots: readonly ModuleSnapshot[], module: ModuleSource): ModuleSnapshot {
  // By its text alone: an earlier run may have had it under another address.
  const found = snapshots.find(({ source }) => source.digest === module.digest);
  if (found !== undefined) return found;
  throw new TypeError(
    `isolatingRunner: expected one of the modules that it was given, got '${module.address}'; give its snapshot`,
  );
}

/** The trial with URLs of its modules in place of the user's addresses. */
function placedTrial(trial: Trial, snapshots: readonly ModuleSnapshot[]): Trial {
  const place = (module: ModuleSource | null) =>
    module && { ...module, address: snapshotOf(snapshots, module).entry };
  const { plugin, problem } = trial;
  const { budget } = problem;
  const schedule = moduleOf(budget.schedule);
  return {
    ...trial,
    plugin: place(plugin),
    problem: {
      ...problem,
      source: place(problem.source),
      ...(schedule && { budget: { ...budget, schedule: { ...schedule, ...place(schedule) } } }),
    },
  };
}

/** Its own runner made it, but third-party code may have changed what that is made of. */
/** An outcome with its texts safe to print; pixels in base64 are longer than a text may be, and their record checks them. */
function cleanOutcome({ pictures, ...outcome }: TrialOutcome): TrialOutcome {
  const isPrintable = /^[\x20-\x7e]*$/.test(JSON.stringify(pictures ?? null));
  const kept = pictures && { pictures: isPrintable ? pictures : cleanTexts(pictures) };
  return { ...cleanTexts(outcome), ...kept };
}

function isOutcome(value: Partial<TrialOutcome> | undefined): value is TrialOutcome {
  if (typeof value !== "object" || value === null) return false;
  const { status, results, metrics, error, model } = value;
  return ["completed", "diverged", "failed"].includes(status as string) &&
    typeof results === "object" && results !== null && Array.isArray(metrics) &&
    typeof model === "string" && (error === null) === (status !== "failed");
}
