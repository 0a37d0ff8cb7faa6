import { type NamedSchedule, namedSchedules } from "./named_schedules.ts";
import type { Schedule } from "./schedule.ts";
import { type SchedulePart, sequenceSchedules } from "./sequence_schedules.ts";

/**
 * Makes a schedule for a number of steps.
 *
 * @category Schedules
 */
export type ScheduleFactory = (steps: number) => Schedule;

/**
 * Reads a learning-rate schedule from a text: names of {@linkcode namedSchedules} with their numbers, one after the
 * other, such as `warmup(200),cosine` or `constant(1):500,cosine(0.1)`.
 *
 * Each part but the last must last for a number of steps: that of `warmup` is its first number, others have it behind a
 * colon. The last one gets the steps that are left. A number with a percent sign is that share of all steps:
 * `warmup(5%),linear`. Spaces do not count.
 *
 * @category Schedules
 * @param text The schedule in words.
 * @returns Makes the schedule for the number of steps of a training; it throws a `RangeError` when a part is out of its
 * range, or the parts are longer than the training.
 * @throws {SyntaxError} When the text is no schedule; the message says which part, and what was wanted.
 *
 * @example A warm-up of four steps, and a cosine over the other eight
 * ```ts
 * import { parseSchedule } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = parseSchedule("warmup(4),cosine")(12);
 * [0.2, 0.4, 0.6, 0.8, 1].forEach((factor, i) => assertAlmostEquals(schedule(i + 1), factor));
 * assertAlmostEquals(schedule(9), 0.5);
 * ```
 */
export function parseSchedule(text: string): ScheduleFactory {
  const parts = splitParts(text).map((part) => parsePart(text, part));
  parts.slice(0, -1).forEach(({ named, duration, words }) => {
    if (duration !== undefined || named.length !== undefined) return;
    throw new SyntaxError(
      `Schedule '${text}': expected how many steps '${words}' lasts before the next one, got none; write '${words}:500'`,
    );
  });
  return (steps) => {
    const earlier: SchedulePart[] = [];
    let left = steps;
    for (const part of parts) {
      const numbers = part.numbers.map((each) => valueOf(each, steps));
      if (part === parts.at(-1) && part.duration === undefined) {
        return sequenceSchedules(earlier, createPart(text, part, numbers, Math.max(1, left)));
      }
      const given = part.duration === undefined ? undefined : valueOf(part.duration, steps);
      const duration = given ?? part.named.length!(numbers);
      const schedule = createPart(text, part, numbers, duration);
      if (!(Number.isSafeInteger(duration) && duration >= 1 && duration <= left)) {
        throw new RangeError(
          `Schedule '${text}': expected '${part.words}' to last from 1 to ${left} whole steps, got ${duration}; the training has ${steps}`,
        );
      }
      earlier.push([schedule, duration]);
      left -= duration;
    }
    // The last one had a length of its own: its last factor stays.
    const [schedule, duration] = earlier.at(-1)!;
    return sequenceSchedules(earlier, () => schedule(duration));
  };
}

/** A number, or a share of all steps. */
interface Amount {
  readonly value: number;
  readonly isShare: boolean;
}

interface ParsedPart {
  readonly words: string;
  readonly named: NamedSchedule;
  readonly numbers: readonly Amount[];
  readonly duration: Amount | undefined;
}

/** The parts between commas that stand outside of brackets. */
function splitParts(text: string): string[] {
  return text.replaceAll(/\s/g, "").split(/,(?![^(]*\))/);
}

function parsePart(text: string, words: string): ParsedPart {
  const match = words.match(/^([a-z-]+)(?:\(([^()]*)\))?(?::(.+))?$/);
  if (match === null) {
    throw new SyntaxError(
      `Schedule '${text}': expected parts such as 'warmup(200)' or 'cosine', got '${words}'; separate them by commas`,
    );
  }
  const [, name, list, duration] = match;
  const named = namedSchedules.find((each) => each.name === name);
  if (named === undefined) {
    throw new SyntaxError(
      `Schedule '${text}': expected one of ${
        namedSchedules.map((each) => each.name).join(", ")
      }, got '${name}'; check the spelling`,
    );
  }
  const given = list === undefined || list === "" ? [] : list.split(",");
  const { parameters } = named, least = parameters.filter((each) => !each.endsWith("?")).length;
  if (given.length < least || given.length > parameters.length) {
    throw new SyntaxError(
      `Schedule '${text}': expected ${signature(named)}, got ${given.length} number${
        given.length === 1 ? "" : "s"
      } in '${words}'; those with a '?' may be left out`,
    );
  }
  return {
    words,
    named,
    numbers: given.map((each) => amountOf(text, words, each)),
    duration: duration === undefined ? undefined : amountOf(text, words, duration),
  };
}

function signature({ name, parameters }: NamedSchedule): string {
  return parameters.length === 0 ? name : `${name}(${parameters.join(", ")})`;
}

function amountOf(text: string, words: string, given: string): Amount {
  const isShare = given.endsWith("%");
  const value = Number(isShare ? given.slice(0, -1) : given);
  if (given !== "" && given !== "%" && Number.isFinite(value)) return { value, isShare };
  throw new SyntaxError(
    `Schedule '${text}': expected numbers such as 200, 0.1 or 5% in '${words}', got '${given}'; write them with a point`,
  );
}

function valueOf({ value, isShare }: Amount, steps: number): number {
  return isShare ? Math.max(1, Math.round(value / 100 * steps)) : value;
}

function createPart(
  text: string,
  { words, named }: ParsedPart,
  numbers: readonly number[],
  steps: number,
): Schedule {
  try {
    return named.create(numbers, steps);
  } catch (error) {
    throw new RangeError(`Schedule '${text}': in '${words}', ${(error as Error).message}`);
  }
}
