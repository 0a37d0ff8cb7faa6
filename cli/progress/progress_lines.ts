import { duration } from "./duration.ts";
import type { ProgressSnapshot, RunningTrial } from "./progress_tracker.ts";

const LONGEST_BAR = 24;
/** Less than this says nothing; the counts beside it do. */
const SHORTEST_BAR = 6;

/**
 * Draws progress as lines of text: a bar with counts and the time left, then a line for each trial that runs.
 *
 * @category Output
 * @param title Name of the experiment: `"compare"`.
 * @param snapshot Where it stands.
 * @param columns Width of the terminal; no line is longer.
 * @returns The lines, without colours.
 *
 * @example
 * ```ts
 * import { progressLines } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const running = [{ label: "adam seed 1", epoch: 2, epochs: 10, score: "97.31 %" }];
 * assertEquals(progressLines("compare", { done: 3, total: 12, running, secondsLeft: 75 }, 64), [
 *   "compare ━━━━━━──────────────────  3/12 trials, 1 min 15 s left",
 *   "  adam seed 1  epoch 2/10  97.31 %",
 * ]);
 * ```
 */
export function progressLines(
  title: string,
  snapshot: ProgressSnapshot,
  columns: number,
): string[] {
  const { done, total, running, secondsLeft } = snapshot;
  const left = secondsLeft === null ? "" : `, ${duration(secondsLeft)} left`;
  const counts = `${done}/${total} trials${left}`;
  const room = Math.min(LONGEST_BAR, columns - title.length - counts.length - 3);
  const bar = room < SHORTEST_BAR ? "" : `${drawBar(total === 0 ? 0 : done / total, room)}  `;
  const widest = Math.max(0, ...running.map(({ label }) => label.length));
  return [`${title} ${bar}${counts}`, ...running.map((trial) => describe(trial, widest))]
    .map((line) => line.slice(0, columns));
}

function drawBar(share: number, length: number): string {
  const full = Math.floor(share * length);
  return "━".repeat(full) + "─".repeat(length - full);
}

function describe({ label, epoch, epochs, score }: RunningTrial, widest: number): string {
  const at = `epoch ${Number(epoch.toFixed(1))}/${epochs}`;
  const reached = score === "" ? "" : `  ${score}`;
  return `  ${label.padEnd(widest)}  ${at}${reached}`;
}
