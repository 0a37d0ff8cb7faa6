import type { TrialAdvance } from "@descent/lab";
import { parseRun, type Run } from "@descent/reports";
import { type Db, PgBoss } from "pg-boss";
import { affected, jobId, writeRecord } from "./_trial_rows.ts";
import type { QueueAddress } from "./queue_address.ts";
import { BOSS_SCHEMA, DEAD_LETTERS, SCHEMA } from "./queue_schema.ts";
import { type QueueEnvironment, queueName, type Requirements } from "./requirements.ts";
import { MOST_ATTEMPTS, type QueuedTrial, type TakenTrial } from "./queued_trial.ts";
import { type OutageOptions, throughOutages } from "./through_outages.ts";

/** Trials that go in one statement. */
const CHUNK = 500;
/** The engine knows no longer one. */
const LONGEST_TRIAL_SECONDS = 24 * 3600;
const SUPERVISION_SECONDS = 5;

/** Options of {@linkcode TrialQueue.open}. */
export interface OpenQueueOptions {
  /** Hears that the server is away, and that it is there again. */
  readonly tell: (line: string) => void;
  /** Connections at most; default 4. */
  readonly connections?: number;
}

/** Trials, their workers and their records in PostgreSQL. Every method waits while the server is away. */
export class TrialQueue implements AsyncDisposable {
  /** Its address in words. */
  readonly shown: string;
  readonly #boss: PgBoss;
  readonly #outages: OutageOptions;
  readonly #known = new Set<string>();

  private constructor(boss: PgBoss, outages: OutageOptions) {
    this.#boss = boss;
    this.#outages = outages;
    this.shown = outages.shown;
  }

  /**
   * Opens a queue, and makes its tables where there are none.
   *
   * @param address Where it is.
   * @param options Messages and connections, see {@linkcode OpenQueueOptions}.
   * @returns The queue.
   * @throws {TaskError} When PostgreSQL refuses, or is not there.
   */
  static async open(
    { url, shown }: QueueAddress,
    { tell, connections = 4 }: OpenQueueOptions,
  ): Promise<TrialQueue> {
    const outages = { shown, tell, patience: 30 };
    const boss = await throughOutages(async () => {
      const opening = new PgBoss({
        connectionString: url,
        schema: BOSS_SCHEMA,
        application_name: "descent",
        max: connections,
        schedule: false,
        superviseIntervalSeconds: SUPERVISION_SECONDS,
        monitorIntervalSeconds: SUPERVISION_SECONDS,
      });
      // Each statement's own error is thrown where it is asked for.
      opening.on("error", () => {});
      try {
        await opening.start();
        await opening.getDb().executeSql(SCHEMA);
        await opening.createQueue(DEAD_LETTERS, { deleteAfterSeconds: 0 });
        return opening;
      } catch (error) {
        await opening.stop({ graceful: false }).catch(() => {});
        throw error;
      }
    }, outages);
    return new TrialQueue(boss, { shown, tell });
  }

  /**
   * Puts trials into the queue that have no record there yet. One that is queued or runs already is left alone; one that
   * has failed is tried again.
   *
   * @param trials The trials.
   * @param heartbeatSeconds After how many seconds of silence a worker counts as dead, at least 10.
   */
  async enqueue(trials: readonly QueuedTrial[], heartbeatSeconds: number): Promise<void> {
    const groups = Map.groupBy(trials, ({ requirements }) => queueName(requirements));
    for (const [name, own] of groups) {
      await this.#ensureQueue(name, own[0].requirements, heartbeatSeconds);
      for (let start = 0; start < own.length; start += CHUNK) {
        await this.#enqueueChunk(name, own.slice(start, start + CHUNK));
      }
    }
  }

  async #ensureQueue(name: string, requirements: Requirements, seconds: number): Promise<void> {
    if (this.#known.has(name)) return;
    await this.#persist(async () => {
      await this.#boss.createQueue(name, {
        deadLetter: DEAD_LETTERS,
        retryLimit: MOST_ATTEMPTS - 1,
        expireInSeconds: LONGEST_TRIAL_SECONDS,
        heartbeatSeconds: seconds,
        retentionSeconds: 365 * LONGEST_TRIAL_SECONDS,
      });
      await this.#sql(
        "INSERT INTO descent.queue (name, requirements) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [name, JSON.stringify(requirements)],
      );
    });
    this.#known.add(name);
  }

  async #enqueueChunk(name: string, trials: readonly QueuedTrial[]): Promise<void> {
    const ids = trials.map(({ keys }) => jobId(keys.trialId));
    await this.#transaction(async (db) => {
      await db.executeSql(
        `INSERT INTO descent.trial (trial_id, queue, job_id, label)
         SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[])
         ON CONFLICT (trial_id) DO UPDATE SET record = NULL, metrics = NULL, finished = NULL, error = NULL
         WHERE descent.trial.error IS NOT NULL AND descent.trial.finished IS NOT NULL`,
        [
          trials.map(({ keys }) => keys.trialId),
          trials.map(() => name),
          ids,
          trials.map(({ label }) => label),
        ],
      );
      // Of former tries, which have ended without a record that counts.
      await db.executeSql(
        `DELETE FROM ${BOSS_SCHEMA}.job j USING descent.trial t
         WHERE j.name = $1 AND j.id = ANY($2::uuid[]) AND j.state > 'active'
         AND t.job_id = j.id AND t.record IS NULL`,
        [name, ids],
      );
      await db.executeSql(
        `DELETE FROM ${BOSS_SCHEMA}.job WHERE name = $1 AND data->'keys'->>'trialId' = ANY($2::text[])`,
        [DEAD_LETTERS, trials.map(({ keys }) => keys.trialId)],
      );
      const jobs = trials.map((data, index) => ({ id: ids[index], data }));
      await this.#boss.insert(name, jobs, { db });
    });
  }

  /**
   * The records of trials that have ended.
   *
   * @param trialIds The trials.
   * @returns The runs by trial; their checksums are verified.
   * @throws {SyntaxError} When one is damaged.
   */
  async finished(trialIds: readonly string[]): Promise<Map<string, Run>> {
    const runs = new Map<string, Run>();
    for (let start = 0; start < trialIds.length; start += CHUNK) {
      const rows = await this.#persist(() =>
        this.#sql<{ trial_id: string; record: string; metrics: string }>(
          "SELECT trial_id, record, metrics FROM descent.trial WHERE trial_id = ANY($1) AND record IS NOT NULL",
          [trialIds.slice(start, start + CHUNK)],
        )
      );
      for (const { trial_id: id, record, metrics } of rows) {
        const file = (name: string, text: string) => ({
          path: `${this.shown} trial ${id} ${name}`,
          bytes: new TextEncoder().encode(text),
        });
        runs.set(id, parseRun(file("record.json", record), file("metrics.csv", metrics)));
      }
    }
    return runs;
  }

  /**
   * Which of some trials have ended, without their records.
   *
   * @param trialIds The trials.
   * @returns Those with a record, and those whose workers died so often that they are not tried any more, with the last one.
   */
  async progress(
    trialIds: readonly string[],
  ): Promise<{ readonly finished: string[]; readonly dead: { id: string; worker: string }[] }> {
    const rows = await this.#persist(() =>
      this.#sql<{ trial_id: string; worker: string | null; done: boolean }>(
        `SELECT t.trial_id, t.worker, t.record IS NOT NULL AS done FROM descent.trial t
         WHERE t.trial_id = ANY($1) AND (t.record IS NOT NULL OR EXISTS (
           SELECT FROM ${BOSS_SCHEMA}.job j WHERE j.name = t.queue AND j.id = t.job_id AND j.state = 'failed'))`,
        [trialIds],
      )
    );
    return {
      finished: rows.filter(({ done }) => done).map(({ trial_id }) => trial_id),
      dead: rows.filter(({ done }) => !done)
        .map(({ trial_id, worker }) => ({ id: trial_id, worker: worker ?? "unknown" })),
    };
  }

  /**
   * Takes a trial.
   *
   * @param queues The queues that the worker can serve.
   * @param worker Its name.
   * @returns A trial, or `undefined` where there is none.
   */
  async take(queues: readonly string[], worker: string): Promise<TakenTrial | undefined> {
    for (const queue of queues) {
      const [job] = await this.#persist(() =>
        this.#boss.fetch<QueuedTrial>(queue, { includeMetadata: true, batchSize: 1 })
      );
      if (job === undefined) continue;
      const { id, retryCount, retryLimit, heartbeatSeconds, data } = job;
      await this.#persist(() =>
        this.#sql(
          "UPDATE descent.trial SET worker = $2, started = now(), epoch = NULL, score = NULL, evaluation = NULL WHERE trial_id = $1",
          [data.keys.trialId, worker],
        )
      );
      return {
        ...data,
        queue,
        attempt: { id, retryCount },
        isLast: retryCount >= retryLimit,
        heartbeatSeconds: heartbeatSeconds ?? LONGEST_TRIAL_SECONDS,
      };
    }
    return undefined;
  }

  /**
   * A sign of life of the worker that has a trial.
   *
   * @param taken The trial.
   * @param advance How far it is; `null` before its first evaluation.
   */
  async beat(
    { queue, attempt, keys }: TakenTrial,
    advance: TrialAdvance | null,
  ): Promise<void> {
    await this.#boss.touch(queue, attempt);
    if (advance === null) return;
    const { epoch, score, row } = advance;
    await this.#sql(
      "UPDATE descent.trial SET epoch = $2, score = $3, evaluation = $4 WHERE trial_id = $1",
      [keys.trialId, epoch, score, JSON.stringify(row)],
    );
  }

  /**
   * Writes a trial's record and metrics and completes its job, both or neither. Where the trial was given to another
   * worker meanwhile, as this one was silent for too long, nothing is written.
   *
   * @param taken The trial.
   * @param files The texts of its record and metrics.
   * @param error Why it failed for the last time, which puts it on the list of dead letters; default it ended.
   * @returns Whether it was written.
   */
  async complete(
    { queue, attempt, keys }: TakenTrial,
    files: { readonly record: string; readonly metrics: string },
    error: string | null = null,
  ): Promise<boolean> {
    return await this.#transaction(async (db) => {
      const settled = error === null
        ? await this.#boss.complete(queue, attempt, null, { db })
        : await this.#boss.fail(queue, attempt, { message: error }, { db });
      if (affected(settled) === 0) {
        // The answer to a commit may have been lost with the connection.
        const { rows } = await db.executeSql(
          "SELECT FROM descent.trial WHERE trial_id = $1 AND record = $2",
          [keys.trialId, files.record],
        );
        return rows.length > 0;
      }
      await writeRecord(db, keys.trialId, files, error);
      return true;
    });
  }

  /**
   * Gives a trial back that failed, to be tried again.
   *
   * @param taken The trial.
   * @param error Why.
   */
  async fail({ queue, attempt, keys }: TakenTrial, error: string): Promise<void> {
    await this.#transaction(async (db) => {
      await this.#boss.fail(queue, attempt, { message: error }, { db });
      await db.executeSql("UPDATE descent.trial SET error = $2 WHERE trial_id = $1", [
        keys.trialId,
        error,
      ]);
    });
  }

  /**
   * Gives a trial back that its worker may not end, as it was told to stop; that is no failure.
   *
   * @param taken The trial.
   */
  async release({ queue, attempt, keys }: TakenTrial): Promise<void> {
    await this.#transaction(async (db) => {
      // The engine counts every return; so this one is allowed besides.
      await db.executeSql(
        `UPDATE ${BOSS_SCHEMA}.job SET retry_limit = retry_limit + 1 WHERE name = $1 AND id = $2 AND state = 'active'`,
        [queue, attempt.id],
      );
      await this.#boss.fail(queue, attempt, { message: "its worker was told to stop" }, { db });
      await db.executeSql(
        "UPDATE descent.trial SET worker = NULL, started = NULL WHERE trial_id = $1",
        [keys.trialId],
      );
    });
  }

  /**
   * Writes the record of a trial whose workers died.
   *
   * @param trialId The trial.
   * @param files The texts of record and metrics.
   * @param error Why.
   */
  async bury(
    trialId: string,
    files: { readonly record: string; readonly metrics: string },
    error: string,
  ): Promise<void> {
    await this.#transaction((db) => writeRecord(db, trialId, files, error));
  }

  /** The queues that have trials without a record, and what their workers must have. */
  async queues(): Promise<{ readonly name: string; readonly requirements: Requirements }[]> {
    return await this.#persist(() =>
      this.#sql(
        `SELECT name, requirements FROM descent.queue q
         WHERE EXISTS (SELECT FROM descent.trial t WHERE t.queue = q.name AND t.record IS NULL) ORDER BY name`,
      )
    );
  }

  /**
   * Notes a command whose trials are in the queue.
   *
   * @param words Its words after `deno task`.
   * @param environment The environment of its trials.
   */
  async noteSweep(words: readonly string[], environment: QueueEnvironment): Promise<void> {
    await this.#persist(() =>
      this.#sql(
        `INSERT INTO descent.sweep (command, environment) VALUES ($1, $2)
         ON CONFLICT (command) DO UPDATE SET environment = $2, started = now()`,
        [JSON.stringify(words), JSON.stringify(environment)],
      )
    );
  }

  /** The commands whose trials are in the queue, the last first. */
  async sweeps<Environment extends QueueEnvironment>(): Promise<
    { readonly words: readonly string[]; readonly environment: Environment }[]
  > {
    const rows = await this.#persist(() =>
      this.#sql<{ command: string; environment: Environment }>(
        "SELECT command, environment FROM descent.sweep ORDER BY started DESC",
      )
    );
    return rows.map(({ command, environment }) => ({ words: JSON.parse(command), environment }));
  }

  /**
   * Runs a statement that only reads.
   *
   * @param text The statement.
   * @returns Its rows.
   */
  async read<Row>(text: string): Promise<Row[]> {
    return await this.#persist(() => this.#sql<Row>(text));
  }

  /** Closes the connections. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#boss.stop({ graceful: false }).catch(() => {});
  }

  #persist<T>(work: () => Promise<T>): Promise<T> {
    return throughOutages(work, this.#outages);
  }

  async #sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#boss.getDb().executeSql(text, values)).rows;
  }

  #transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#persist(async () => {
      const { db, commit, rollback } = await this.#boss.getDb().beginTransaction!();
      try {
        const result = await work(db);
        await commit();
        return result;
      } catch (error) {
        await rollback();
        throw error;
      }
    });
  }
}
