import { median } from "./measure.ts";
import type { Absence, RatioResult } from "./report/bench_result.ts";
import { programArgs, timeProgram } from "./time_program.ts";
import type { TimedSuiteOptions } from "./time_programs.ts";

/** The findings of {@linkcode runLiveSuite}. */
export interface LiveSuiteResult {
  /** Time with a live page open to that without, of the processor and of the clock. */
  readonly ratios: readonly RatioResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runLiveSuite}. */
export interface LiveSuiteOptions extends TimedSuiteOptions {
  /** Whether one short pair of runs is enough. */
  readonly quick: boolean;
}

const title = "Training with a live page open, to that without";
const KINDS = ["of the processor", "of the clock"];
const PAIRS = 5;

/**
 * Times an experiment with a page that listens against one without, in pairs whose order alternates, so that what a
 * machine does meanwhile falls on both.
 *
 * @param options How often, and who hears of it.
 * @returns The medians over the pairs of the ratios within each.
 */
export async function runLiveSuite(
  { quick, onProgress, time = timeProgram }: LiveSuiteOptions,
): Promise<LiveSuiteResult> {
  const seconds = async (mode: string) => {
    const args = programArgs("live", "live.ts", mode, quick ? "2" : "30");
    return (await time({ title: `Training, ${mode}`, args })).measured;
  };
  const pairs: number[][] = [];
  try {
    // The first run reads from the disk what the others find in memory.
    if (!quick) await seconds("alone");
    for (let pair = 0; pair < (quick ? 1 : PAIRS); pair++) {
      const modes = pair % 2 === 0 ? ["alone", "page"] : ["page", "alone"];
      const times = new Map<string, readonly number[]>();
      for (const mode of modes) times.set(mode, await seconds(mode));
      const [alone, page] = [times.get("alone")!, times.get("page")!];
      pairs.push(page.map((value, kind) => value / alone[kind]));
      const texts = KINDS.map((kind, i) =>
        `${alone[i].toFixed(2)} s ${kind} alone, ${page[i].toFixed(2)} s with a page`
      );
      onProgress(`Live page, pair ${pair + 1}: ${texts.join("; ")}`);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ratios: [], absent: [{ who: title, reason: error.message }] };
  }
  const ratios = KINDS.map((kind, i) => ({
    title: `${title}, ${kind}`,
    value: median(pairs.map((pair) => pair[i])),
  }));
  for (const { title, value } of ratios) onProgress(`${title}: ${value.toFixed(3)}`);
  return { ratios, absent: [] };
}
