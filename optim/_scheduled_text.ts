import type { Hyperparameter, OptimizerPlugin } from "./optimizer_plugin.ts";
import { namedSchedules } from "./schedules/named_schedules.ts";
import { parseSchedule } from "./schedules/parse_schedule.ts";
import { scheduled } from "./wrappers/scheduled.ts";

/** A hyperparameter and its schedule in words, such as `beta1` and `linear(0.9)`. */
export interface ScheduledText {
  /** Name in code. */
  readonly key: string;
  /** Schedule in words, as {@linkcode parseSchedule} reads it, without spaces. */
  readonly schedule: string;
}

/** Whether a part of a text begins a hyperparameter with its schedule, which `linear:500` does not. */
export function beginsSchedule(part: string): boolean {
  return /^[A-Za-z][\w-]*\s*:\s*[a-z]/.test(part);
}

/** The pairs of parts that were split at commas; those that begin none belong to the schedule before. */
export function readScheduledTexts(parts: readonly string[]): ScheduledText[] {
  const texts: { key: string; schedule: string }[] = [];
  for (const part of parts) {
    const at = part.indexOf(":");
    if (beginsSchedule(part)) {
      const schedule = part.slice(at + 1).replaceAll(/\s/g, "");
      texts.push({ key: inCode(part.slice(0, at).trim()), schedule });
    } else {
      texts[texts.length - 1].schedule += `,${part.replaceAll(/\s/g, "")}`;
    }
  }
  return texts;
}

/**
 * The optimizer with the schedules. Its name says all of them: {@linkcode scheduledFromName} has it back.
 *
 * @throws {SyntaxError} When a text is no schedule.
 * @throws {RangeError} When one is out of its range, or follows a metric.
 * @throws {TypeError} When a hyperparameter takes none.
 */
export function withScheduledTexts(
  plugin: OptimizerPlugin,
  texts: readonly ScheduledText[],
): OptimizerPlugin {
  const read = texts.map(({ key, schedule }) => {
    const make = parseSchedule(schedule);
    // So that what is wrong in any training is said before the first one.
    if (make(1e9).observe === undefined) return { key, schedule: canonical(schedule), make };
    throw new RangeError(
      `Schedule '${schedule}': expected one of the step alone for ${key}, got one that follows a metric; choose another one`,
    );
  });
  const words = read.map(({ key, schedule }) => `${typed(key)}-${nameOf(schedule)}`);
  const name = `scheduled-${words.join("-and-")}-in-${plugin.name}`;
  requireShortName("schedules", name);
  return scheduled(plugin, Object.fromEntries(read.map(({ key, make }) => [key, make])), {
    name,
    title: `${plugin.title} with ${
      read.map(({ key, schedule }) => `${key}: ${schedule}`).join(", ")
    }`,
  });
}

/** A name is that of a folder of trials too: as long as those of plugins at most. */
export function requireShortName(what: string, name: string): void {
  if (name.length <= 120) return;
  throw new RangeError(
    `parseOptimizer: expected ${what} whose name has at most 120 letters, got ${name.length} in '${name}'; name fewer, or load a plugin that has them`,
  );
}

/** The optimizer of a name that {@linkcode withScheduledTexts} made, without its `scheduled-`; undefined where it is none. */
export function scheduledFromName(
  name: string,
  find: (name: string) => OptimizerPlugin | undefined,
): OptimizerPlugin | undefined {
  for (let at = name.indexOf("-in-"); at >= 0; at = name.indexOf("-in-", at + 1)) {
    const plugin = find(name.slice(at + 4));
    if (plugin === undefined) continue;
    const texts = name.slice(0, at).split("-and-").map((words) => textOf(words, plugin));
    if (texts.every((text) => text !== undefined)) return withScheduledTexts(plugin, texts);
  }
  return undefined;
}

/** The pair of the words of a name, of which the first ones are a hyperparameter. */
function textOf(words: string, { hyperparameters }: OptimizerPlugin): ScheduledText | undefined {
  const table = hyperparameters as Readonly<Record<string, Hyperparameter>>;
  const tokens = words.split("-");
  for (let count = 1; count < tokens.length; count++) {
    const key = inCode(tokens.slice(0, count).join("-"));
    const schedule = scheduleOf(tokens.slice(count).join("-"));
    if (Object.hasOwn(table, key) && schedule !== undefined) return { key, schedule };
  }
  return undefined;
}

/** `warmup(5%),cosine:500` as `warmup-5pc-then-cosine-for-500`. */
function nameOf(schedule: string): string {
  return splitSchedule(schedule).map(({ name, numbers, duration }) =>
    [name, ...numbers.map(digitsOf), ...duration === undefined ? [] : ["for", digitsOf(duration)]]
      .join("-")
  ).join("-then-");
}

function scheduleOf(words: string): string | undefined {
  const parts = words.split("-then-").map((part) => {
    const [, before, duration] = part.match(/^(.*)-for-(\d[^-]*)$/) ?? [, part];
    const tokens = before!.split("-"), first = tokens.findIndex((token) => /^\d/.test(token));
    const name = tokens.slice(0, first < 0 ? undefined : first).join("-");
    if (!namedSchedules.some((each) => each.name === name)) return undefined;
    const numbers = first < 0 ? [] : tokens.slice(first).map(numberOf);
    return { name, numbers, duration: duration && numberOf(duration) };
  });
  return parts.every((part) => part !== undefined) ? parts.map(written).join(",") : undefined;
}

interface SchedulePart {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly duration?: string | undefined;
}

function written({ name, numbers, duration }: SchedulePart): string {
  const list = numbers.length === 0 ? "" : `(${numbers.join(",")})`;
  return `${name}${list}${duration === undefined ? "" : `:${duration}`}`;
}

/** The same schedule with its numbers as JavaScript writes them. */
function canonical(schedule: string): string {
  return splitSchedule(schedule).map(({ name, numbers, duration }) =>
    written({
      name,
      numbers: numbers.map((each) => numberOf(digitsOf(each))),
      duration: duration && numberOf(digitsOf(duration)),
    })
  ).join(",");
}

/** The parts of a text that has been read once. */
function splitSchedule(schedule: string): SchedulePart[] {
  return schedule.split(/,(?![^(]*\))/).map((part) => {
    const [, name, list, duration] = part.match(/^([a-z-]+)(?:\(([^()]*)\))?(?::(.+))?$/)!;
    return { name, numbers: list ? list.split(",") : [], duration };
  });
}

/** `0.1`, `1e-7` and `5%` as `0p1`, `1em7` and `5pc`, in the letters that names have. */
function digitsOf(number: string): string {
  const isShare = number.endsWith("%");
  const digits = String(Number(isShare ? number.slice(0, -1) : number));
  return digits.replace(".", "p").replace("-", "m").replace("+", "") + (isShare ? "pc" : "");
}

function numberOf(digits: string): string {
  return digits.replace("pc", "%").replace("p", ".").replace("m", "-");
}

/** `weight-decay` as `weightDecay`. */
export function inCode(typed: string): string {
  return typed.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** `weightDecay` as `weight-decay`. */
export function typed(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
