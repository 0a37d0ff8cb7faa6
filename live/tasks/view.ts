/** `deno task view runs`: the live page over trials on disk, those of runs that go on among them. */
import {
  integerFlag,
  onInterruption,
  print,
  printError,
  repeatedFlag,
  runTask,
  type Task,
  textFlag,
} from "@descent/cli";
import { dutyTimer } from "../server/duty_timer.ts";
import { liveServer } from "../server/live_server.ts";
import { storeWatch } from "../store/store_watch.ts";

/**
 * Values of the flags of `view`.
 *
 * @category Tasks
 */
export interface ViewValues {
  /** Folders of trials; none for `runs`. */
  readonly runs: readonly string[];
  /** Name or address that others reach this machine by. */
  readonly host: string | undefined;
  /** The port of the page. */
  readonly port: number | undefined;
}

/**
 * The task `view`.
 *
 * @category Tasks
 */
export const viewTask: Task<ViewValues> = {
  name: "view",
  doc:
    "Serves a page over folders of trials: those that have ended, those that run, and those to come.",
  operands: ["runs"],
  flags: {
    runs: repeatedFlag({ doc: "A folder of trials; default runs.", placeholder: "<folder>" }),
    host: textFlag({
      doc:
        "The name or address that others reach this machine by, or 0.0.0.0 for any; then with a token.",
      default: undefined,
      shownDefault: "the page is for this machine alone",
      placeholder: "<name>",
    }),
    port: integerFlag({
      doc: "The port of the page.",
      default: undefined,
      shownDefault: "a free one",
      minimum: 1,
      maximum: 65_535,
    }),
  },
};

/** Looking for what is new takes at most this share of the time. */
const SCAN_SHARE = 0.05;
const SCAN_PAUSE = 2000;

/**
 * Runs `deno task view`, until it is interrupted.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with: 0 after an interruption.
 */
export function runView(args: readonly string[]): Promise<number> {
  return runTask(() => viewTask, args, async ({ runs, host, port }, conclude) => {
    const folders = runs.length === 0 ? ["runs"] : runs;
    const texts = {
      kicker: "View",
      title: folders.join(", "),
      question: "Trials on disk; those that run, and those that end later, appear by themselves.",
    };
    await using server = liveServer({ texts, host, port, tell: printError });
    const store = storeWatch({ folders, watch: server.watch, tell: printError });
    server.follow({
      snapshot: () => ({
        done: store.count,
        total: store.count + store.running,
        secondsLeft: null,
      }),
    });
    print(`Live page: ${server.address}`);
    await store.scan();
    const running = store.running === 0 ? "" : `, ${store.running} that run`;
    print(`${store.count === 1 ? "1 trial" : `${store.count} trials`}${running}; Ctrl-C ends it`);
    const timer = dutyTimer({ work: store.scan, share: SCAN_SHARE, pause: SCAN_PAUSE });
    timer.start(() => true);
    const { promise, resolve } = Promise.withResolvers<void>();
    using _listening = onInterruption(() => resolve());
    await promise;
    timer.stop();
    conclude({ trials: store.count });
  });
}

if (import.meta.main) Deno.exit(await runView(Deno.args));
