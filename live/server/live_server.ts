import { TaskError } from "@descent/cli";
import { type LivePart, liveRenderer, type LiveTexts } from "@descent/reports";
import { liveCurves } from "../content/live_curves.ts";
import { liveProgress, type LiveSnapshot } from "../content/live_progress.ts";
import { liveResults } from "../content/live_results.ts";
import { lostTrials } from "../content/lost_trials.ts";
import { partLog } from "../content/part_log.ts";
import { liveTrials } from "../trials/live_trials.ts";
import type { TrialWatch } from "../trials/trial_watch.ts";
import { listen } from "./_listen.ts";
import { dutyTimer } from "./duty_timer.ts";
import { eventStreams } from "./event_streams.ts";
import { liveHandler } from "./live_handler.ts";
import { requestCheck } from "./request_check.ts";

/**
 * Options of {@linkcode liveServer}.
 *
 * @category Server
 */
export interface LiveServerOptions {
  /** Title and question. */
  readonly texts: LiveTexts;
  /**
   * The name or address that others reach this machine by, for a page that is not for this machine alone; it listens on all
   * of its addresses then, and needs a token. Default loopback.
   */
  readonly host?: string | undefined;
  /** The port; default a free one. */
  readonly port?: number | undefined;
  /** The share of one core that it may take while someone looks; default 0.015. */
  readonly share?: number;
  /** Hears of a part that could not be rendered, which ends nothing. */
  readonly tell: (line: string) => void;
}

/**
 * A run that a live page shows.
 *
 * @category Server
 */
export interface LiveRun {
  /** Tells how far it is. */
  readonly snapshot: () => LiveSnapshot;
  /** Ends it, where the reader may. */
  readonly stopAll?: () => void;
}

/**
 * A live page that is served.
 *
 * @category Server
 */
export interface LiveServer extends AsyncDisposable {
  /** Its address, with the token where it needs one. */
  readonly address: string;
  /** The events of the trials that it hears. */
  readonly watch: TrialWatch;
  /**
   * Shows a run.
   *
   * @param run The run.
   */
  follow(run: LiveRun): void;
  /**
   * Shows the end of the run, and ends the streams.
   *
   * @param sentence How it ended.
   */
  end(sentence: string): Promise<void>;
}

const USUAL_SHARE = 0.015;
/** The share of it that the parts which change often take; the others change when a trial ends. */
const OFTEN = 1 / 3;
const SHORTEST_PAUSE = 1000;
const LONGEST_SHUTDOWN = 1000;
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

/**
 * Serves a page that shows trials as they run. It renders nothing while nobody looks, and the more seldom the longer that
 * takes.
 *
 * @category Server
 * @param options Texts, host and port, see {@linkcode LiveServerOptions}.
 * @returns The server; disposing of it ends it.
 * @throws {TaskError} When the port is taken, or may not be listened on.
 *
 * @example
 * ```ts ignore
 * import { liveServer } from "@descent/live";
 *
 * const texts = { kicker: "example", title: "Example", question: "Which?" };
 * await using server = liveServer({ texts, tell: console.error });
 * console.log(server.address);
 * ```
 */
export function liveServer(
  { texts, host, port = 0, share = USUAL_SHARE, tell }: LiveServerOptions,
): LiveServer {
  if (host !== undefined && !HOST.test(host)) {
    throw new TaskError(
      `--host: expected the name or address that others reach this machine by, or 0.0.0.0 for any address, got '${host}'`,
    );
  }
  const randomText = () => crypto.getRandomValues(new Uint8Array(16)).toHex();
  const actionToken = randomText();
  const token = host === undefined ? undefined : randomText();
  const run = randomText();
  const trials = liveTrials();
  const streams = eventStreams();
  const log = partLog();
  const renderer = liveRenderer(texts);
  const startedAt = performance.now();
  let shown: LiveRun = { snapshot: () => ({ done: 0, total: 0, secondsLeft: null }) };
  let ending: string | null = null;
  let often: readonly LivePart[] = [];
  let seldom: readonly LivePart[] = [];
  let seldomAt = -1;
  let hasFailed = false;

  const canStop = () => shown.stopAll !== undefined;

  async function renderOften(): Promise<void> {
    often = [
      renderer.progress(liveProgress({
        trials,
        snapshot: shown.snapshot(),
        seconds: canStop() ? (performance.now() - startedAt) / 1000 : null,
        canStop: canStop(),
        ending,
      })),
      ...await renderer.sections("now", liveCurves(trials.latest())),
      ...await renderer.sections("lost", lostTrials(trials.runs())),
    ];
    publish();
  }

  async function renderSeldom(): Promise<void> {
    const at = ending === null ? trials.endings : Infinity;
    if (at === seldomAt) return;
    seldomAt = at;
    const { finding, sections } = liveResults(trials.runs(), { hasEnded: ending !== null });
    seldom = [renderer.finding(finding), ...await renderer.sections("result", sections)];
    publish();
  }

  function publish(): void {
    const change = log.replace([...often, ...seldom]);
    if (change === null) return;
    const { version, names, parts } = change;
    streams.send({ event: "parts", data: { names, parts }, id: `${run}-${version}` });
  }

  /** The page is not what the run is for. */
  async function guarded(render: () => Promise<void>): Promise<void> {
    try {
      await render();
    } catch (error) {
      if (!hasFailed) tell(`The live page could not be rendered: ${error}`);
      hasFailed = true;
    }
  }

  const timers = [
    dutyTimer({ work: () => guarded(renderOften), share: OFTEN * share, pause: SHORTEST_PAUSE }),
    dutyTimer({
      work: () => guarded(renderSeldom),
      share: (1 - OFTEN) * share,
      pause: SHORTEST_PAUSE,
    }),
  ];
  const handled = (local: number) =>
    liveHandler({
      check: requestCheck({ port: local, host, token, actionToken }),
      renderer,
      log,
      streams: {
        ...streams,
        get count() {
          return streams.count;
        },
        open(first) {
          const stream = streams.open(first);
          for (const timer of timers) timer.start(() => streams.count > 0 && ending === null);
          return stream;
        },
      },
      run,
      actionToken,
      async refresh() {
        await guarded(renderOften);
        await guarded(renderSeldom);
      },
      stop(trial) {
        if (ending !== null || shown.stopAll === undefined) return false;
        if (trial !== null) return trials.stop(trial);
        shown.stopAll();
        return true;
      },
      hasEnded: () => ending !== null,
    });
  const server = listen(host === undefined ? "127.0.0.1" : "0.0.0.0", port, handled);
  const local = server.addr.port;

  async function end(sentence: string): Promise<void> {
    if (ending !== null) return;
    ending = sentence;
    for (const timer of timers) timer.stop();
    if (streams.count > 0) {
      await guarded(renderSeldom);
      await guarded(renderOften);
    }
    streams.send({ event: "ended", data: null });
    streams.close();
  }

  return {
    address: token === undefined
      ? `http://127.0.0.1:${local}/`
      : `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${local}/?token=${token}`,
    watch: trials,
    follow(next) {
      shown = next;
    },
    end,
    async [Symbol.asyncDispose]() {
      await end("The run has ended.");
      let timer;
      const late = new Promise((resolve) => timer = setTimeout(resolve, LONGEST_SHUTDOWN));
      await Promise.race([server.shutdown(), late]);
      clearTimeout(timer);
    },
  };
}
