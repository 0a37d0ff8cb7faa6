import { unheard } from "../print.ts";
import { duration } from "./duration.ts";
import { progressLines } from "./progress_lines.ts";
import type { ProgressSnapshot } from "./progress_tracker.ts";

/**
 * Where progress is shown.
 *
 * @category Output
 */
export interface ProgressTerminal {
  /** Whether lines can be drawn over. */
  readonly isTerminal: boolean;
  /** Width in characters; 0 where it is not known. */
  columns(): number;
  /**
   * Writes at once.
   *
   * @param text The text.
   */
  write(text: string): void;
}

/**
 * Options of {@linkcode progressDisplay}.
 *
 * @category Output
 */
export interface ProgressDisplayOptions {
  /** Name of the experiment: `"compare"`. */
  readonly title: string;
  /** Tells the progress. */
  readonly snapshot: () => ProgressSnapshot;
  /** Where to show it; default standard error, so that standard output has results only. */
  readonly terminal?: ProgressTerminal;
}

/**
 * Progress on a screen.
 *
 * @category Output
 */
export interface ProgressDisplay extends Disposable {
  /** Shows a change. On a terminal the next frame shows it; elsewhere a line from time to time does. */
  refresh(): void;
  /**
   * Writes a line that stays, above what is redrawn.
   *
   * @param line The line, without its end.
   */
  tell(line: string): void;
}

const FRAME_MILLISECONDS = 100;
/** Of a terminal that does not know its width, or says 0. */
const USUAL_COLUMNS = 80;
/** Off a terminal a line is written when this share of the trials was done since the line before. */
const SHARE_PER_LINE = 0.1;

/**
 * Shows progress: redrawn in place on a terminal, as lines now and then elsewhere.
 *
 * @category Output
 * @param options The progress and the terminal, see {@linkcode ProgressDisplayOptions}.
 * @returns The display; disposing of it wipes what is redrawn.
 *
 * @example Lines in a log
 * ```ts
 * import { progressDisplay, progressTracker } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const written: string[] = [];
 * const terminal = { isTerminal: false, columns: () => 80, write: (text: string) => written.push(text) };
 * const { expect, reuse, snapshot } = progressTracker();
 * using display = progressDisplay({ title: "compare", snapshot, terminal });
 * expect(20, 1);
 * reuse(20);
 * display.refresh();
 * assertEquals(written, ["compare: 20 of 20 trials done\n"]);
 * ```
 */
export function progressDisplay(
  { title, snapshot, terminal = standardError }: ProgressDisplayOptions,
): ProgressDisplay {
  return terminal.isTerminal
    ? drawnDisplay(title, snapshot, terminal)
    : writtenDisplay(title, snapshot, terminal);
}

function drawnDisplay(
  title: string,
  snapshot: () => ProgressSnapshot,
  terminal: ProgressTerminal,
): ProgressDisplay {
  let drawn = 0;
  const wipe = () => drawn === 0 ? "" : `\x1b[${drawn}F\x1b[J`;
  const draw = () => {
    // A line that fills the last column would wrap in some terminals.
    const lines = progressLines(title, snapshot(), (terminal.columns() || USUAL_COLUMNS) - 1);
    terminal.write(`${wipe()}${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  return {
    refresh() {},
    tell(line) {
      terminal.write(`${wipe()}${line}\n`);
      drawn = 0;
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      terminal.write(wipe());
    },
  };
}

function writtenDisplay(
  title: string,
  snapshot: () => ProgressSnapshot,
  terminal: ProgressTerminal,
): ProgressDisplay {
  let written = 0;
  return {
    refresh() {
      const { done, total, secondsLeft } = snapshot();
      const due = done === total || done - written >= SHARE_PER_LINE * total;
      if (done === written || !due) return;
      written = done;
      const left = secondsLeft === null || done === total
        ? ""
        : `, about ${duration(secondsLeft)} left`;
      terminal.write(`${title}: ${done} of ${total} trials done${left}\n`);
    },
    tell: (line) => terminal.write(`${line}\n`),
    [Symbol.dispose]() {},
  };
}

/** Whether the terminal says that it knows no escape sequences, where the program may read what it says. */
function isDumb(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "TERM" });
  return state === "granted" && Deno.env.get("TERM") === "dumb";
}

const standardError: ProgressTerminal = {
  get isTerminal() {
    return Deno.stderr.isTerminal() && !isDumb();
  },
  columns() {
    try {
      return Deno.consoleSize().columns;
    } catch {
      // Standard error is a terminal, but no stream tells its size.
      return 0;
    }
  },
  write(text) {
    unheard(() => Deno.stderr.writeSync(new TextEncoder().encode(text)));
  },
};
