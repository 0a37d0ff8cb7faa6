import { TaskError } from "@descent/cli";
import {
  type ChosenEngine,
  currentEnvironment,
  failedOutcome,
  type ForeignSettings,
  isolatingRunner,
  type ModuleSnapshot,
  type TrialAdvance,
  trialKeys,
  type TrialOutcome,
  trialRecord,
  trialRunner,
} from "@descent/lab";
import type { ProblemData } from "@descent/problems";
import { stringifyRun } from "@descent/reports";
import { placedTrial, problemLoader } from "./problem_loader.ts";
import { environmentFor, type Requirements, unmetRequirement } from "./requirements.ts";
import type { TakenTrial } from "./queued_trial.ts";
import type { TrialQueue } from "./trial_queue.ts";

/** Milliseconds between two looks into an empty queue: at first, and at most. */
const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 2000;
/** Milliseconds for which the list of queues is believed. */
const QUEUES_AGE = 5000;
/** Signs of life within the time after which a worker counts as dead. */
const BEATS = 3;

/** Options of {@linkcode runWorker}. */
export interface WorkerOptions extends ForeignSettings {
  /** The queue. */
  readonly queue: TrialQueue;
  /** Machine and process, as the queue shows them. */
  readonly name: string;
  /** Trials that run side by side. */
  readonly jobs: number;
  /** The engines that trials may ask for. */
  readonly engines: readonly ChosenEngine[];
  /** The modules of third parties whose trials it runs. */
  readonly snapshots: readonly ModuleSnapshot[];
  /** The folder of the data sets; default `$DESCENT_DATA`, else `./datasets`. */
  readonly dataDirectory: string | undefined;
  /** Milliseconds without any trial after which it ends; default it never does. */
  readonly idle?: number;
  /** Hears of each trial that has ended, and of what it cannot run. */
  readonly tell: (line: string) => void;
  /** Ends it: trials that run are given back. */
  readonly signal: AbortSignal;
}

/**
 * Runs trials of a queue until it is told to end, or for a while there were none.
 *
 * @param options The queue and what the worker has, see {@linkcode WorkerOptions}.
 * @returns How many trials it has run.
 * @throws {TaskError} When data are missing or are others than those of a trial, which is given back.
 */
export async function runWorker(options: WorkerOptions): Promise<number> {
  const { queue, name, jobs, engines, snapshots, signal, tell, idle = Infinity } = options;
  const environments = engines.map((engine) => ({
    ...currentEnvironment(engine.record, jobs),
    engine,
  }));
  const modules = snapshots.map(({ source: { digest } }) => digest);
  const load = problemLoader(options);
  const failure = new AbortController();
  const ended = AbortSignal.any([signal, failure.signal]);
  const aborted = new Promise<"aborted">((resolve) =>
    ended.addEventListener("abort", () => resolve("aborted"))
  );
  const told = new Set<string>();
  let queues: { readonly names: string[]; readonly at: number } = { names: [], at: -Infinity };
  let lastTrial = performance.now();
  let running = 0, count = 0;

  async function served(): Promise<string[]> {
    const now = performance.now();
    if (now - queues.at < QUEUES_AGE && queues.names.length > 0) return queues.names;
    const names: string[] = [];
    for (const { name, requirements } of await queue.queues()) {
      const unmet = unmetRequirement(requirements, { environments, modules });
      if (unmet === undefined) names.push(name);
      else if (!told.has(name)) {
        tell(`Trials of queue ${name} are left to others: they need ${unmet}`);
      }
      told.add(name);
    }
    queues = { names, at: now };
    return names;
  }

  async function slot(): Promise<void> {
    await using runners = new SlotRunners(options);
    // The next trial runs while the record of the last one is written.
    let writing: Promise<void> = Promise.resolve();
    let pause = SHORTEST_PAUSE;
    try {
      while (!ended.aborted) {
        const taken = await queue.take(await served(), name);
        if (taken === undefined) {
          if (running === 0 && performance.now() - lastTrial > idle) break;
          await Promise.race([aborted, sleep(pause * (0.5 + Math.random()))]);
          pause = Math.min(LONGEST_PAUSE, 2 * pause);
          continue;
        }
        pause = SHORTEST_PAUSE;
        running++;
        const former = writing, trained = Promise.withResolvers<void>();
        writing = runTaken(taken, { runners, onTrained: trained.resolve }).finally(() => {
          running--;
          lastTrial = performance.now();
        });
        writing.catch((error) => failure.abort(error));
        await Promise.race([trained.promise, writing]);
        await former;
      }
    } finally {
      await writing;
    }
  }

  async function runTaken(
    taken: TakenTrial,
    { runners, onTrained }: { readonly runners: SlotRunners; readonly onTrained: () => void },
  ): Promise<void> {
    const { requirements, keys, label, command, trial } = taken;
    const { engine, ...environment } = environmentFor(requirements, environments)!;
    using beats = new Heartbeat(queue, taken);
    // The first trial's starts its thread, which takes a second, while the data are loaded.
    const runner = runners.of(engine);
    const data = await dataOf(taken);
    const outcome = await Promise.race([
      aborted,
      runner.run({ trial: placedTrial(trial, snapshots), data }, beats.onAdvance),
    ]);
    if (outcome === "aborted") {
      await queue.release(taken);
      return;
    }
    onTrained();
    const { files, error } = recordOf(outcome);
    if (error !== null && !taken.isLast) {
      await queue.fail(taken, error);
      tell(`${label} failed, and is tried again: ${error}`);
      return;
    }
    const isWritten = await queue.complete(taken, files, error);
    count++;
    tell(isWritten ? `${label}: ${error ?? "done"}` : `${label}: it was given to another worker`);

    function recordOf(
      outcome: TrialOutcome,
    ): { files: ReturnType<typeof stringifyRun>; error: string | null } {
      try {
        const record = trialRecord(trial, outcome, { keys, environment, command });
        return { files: stringifyRun({ record, metrics: outcome.metrics }), error: outcome.error };
      } catch (error) {
        // A plugin may measure what no record can hold; that fails its own trial.
        if (outcome.status === "failed" || !(error instanceof Error)) throw error;
        return recordOf(failedOutcome(error.message, new Date(outcome.startedAt)));
      }
    }
  }

  /** Of a worker without the right data no other trial would go better. */
  async function dataOf(taken: TakenTrial): Promise<ProblemData> {
    try {
      const data = await load(taken.trial.problem);
      assertSame(taken, data, taken.requirements);
      return data;
    } catch (error) {
      await queue.release(taken);
      throw new TaskError(`worker: ${taken.label} was given back: ${(error as Error).message}`, 2, {
        cause: error,
      });
    }
  }

  await Promise.all(Array.from({ length: jobs }, async () => {
    try {
      await slot();
    } catch (error) {
      failure.abort(error);
    }
  }));
  if (failure.signal.aborted) throw failure.signal.reason;
  return count;
}

function assertSame(
  { trial, keys, dataDigest }: TakenTrial,
  data: ProblemData,
  requirements: Requirements,
): void {
  const { code, fusedMultiplyAdd, library, convolution } = requirements;
  const own = { code, fusedMultiplyAdd, nativeMatmul: library ?? undefined, convolution };
  const context = { data, ...own };
  if (trialKeys(trial, context).trialId === keys.trialId) return;
  throw new TypeError(
    data.digest === dataDigest
      ? "its names are not those that its settings give; it was changed in the queue"
      : `expected data of ${trial.problem.name} with the SHA-256 ${dataDigest}, found ${data.digest}; put the same files ` +
        "into the data folder",
  );
}

/** The runners of one slot, made when a trial asks for their engine. */
class SlotRunners implements AsyncDisposable {
  readonly #cleanup = new AsyncDisposableStack();
  readonly #runners = new Map<ChosenEngine, ReturnType<typeof trialRunner>>();
  readonly #options: WorkerOptions;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  of(engine: ChosenEngine): ReturnType<typeof trialRunner> {
    const known = this.#runners.get(engine);
    if (known !== undefined) return known;
    const { snapshots, limits, allowsImports } = this.#options;
    const own = this.#cleanup.use(trialRunner({ engine: engine.options }));
    const settings = {
      ...(limits !== undefined && { limits }),
      ...(allowsImports !== undefined && { allowsImports }),
    };
    const runner = snapshots.length === 0 ? own : this.#cleanup.use(
      isolatingRunner({ runner: own, snapshots, engine: engine.options, ...settings }),
    );
    this.#runners.set(engine, runner);
    return runner;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanup[Symbol.asyncDispose]();
  }
}

/** Gives signs of life for a trial, from when it is taken. */
class Heartbeat implements Disposable {
  readonly #timer: ReturnType<typeof setInterval>;
  #advance: TrialAdvance | null = null;

  constructor(queue: TrialQueue, taken: TakenTrial) {
    this.#timer = setInterval(() => {
      // Where it cannot be given now, the next one may.
      queue.beat(taken, this.#advance).catch(() => {});
    }, 1000 * taken.heartbeatSeconds / BEATS);
  }

  readonly onAdvance = (advance: TrialAdvance): void => {
    this.#advance = advance;
  };

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
