import { onInterruption, print, printError } from "@descent/cli";
import { dutyTimer, liveServer, type LiveServerOptions, type TrialWatch } from "@descent/live";
import { type QueueStatus, queueStatus } from "./queue_status.ts";
import { queueWatch } from "./queue_watch.ts";
import type { TrialQueue } from "./trial_queue.ts";

/** Looking at the queue takes at most this share of the time. */
const SCAN_SHARE = 0.05;
const SCAN_PAUSE = 2000;

/** The trials of a queue, while something is done. */
export interface ShownQueue {
  /**
   * Shows them during some work, and as they are after it.
   *
   * @param work The work.
   * @returns Its result.
   */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Shows the trials of a queue to a page that is served already.
 *
 * @param queue The queue.
 * @param watch Hears of the trials.
 * @returns It, showing nothing yet.
 */
export function shownQueue(queue: TrialQueue, watch: TrialWatch): ShownQueue {
  const { scan } = queueWatch(queue, watch);
  // Whoever waits for the queue says that it is gone.
  const work = () => scan().catch(() => {});
  const timer = dutyTimer({ work, share: SCAN_SHARE, pause: SCAN_PAUSE });
  return {
    async during(run) {
      timer.start(() => true);
      try {
        return await run();
      } finally {
        timer.stop();
        await work();
      }
    },
  };
}

/**
 * Serves the live page of a queue until it is interrupted.
 *
 * @param queue The queue.
 * @param options Host and port of the page.
 * @returns How the queue stood at the end.
 */
export async function showQueue(
  queue: TrialQueue,
  { host, port }: Pick<LiveServerOptions, "host" | "port">,
): Promise<QueueStatus> {
  const texts = {
    kicker: "Queue",
    title: queue.shown,
    question: "The trials of a queue, wherever they run.",
  };
  await using server = liveServer({ texts, host, port, tell: printError });
  const watch = queueWatch(queue, server.watch);
  server.follow({
    snapshot() {
      const { done, queued, running } = watch.counts;
      return { done, total: done + queued + running, secondsLeft: null };
    },
  });
  await watch.scan();
  print(`Live page: ${server.address}; Ctrl-C ends it`);
  const timer = dutyTimer({ work: watch.scan, share: SCAN_SHARE, pause: SCAN_PAUSE });
  timer.start(() => true);
  const { promise, resolve } = Promise.withResolvers<void>();
  using _listening = onInterruption(() => resolve());
  await promise;
  timer.stop();
  return await queueStatus(queue);
}
