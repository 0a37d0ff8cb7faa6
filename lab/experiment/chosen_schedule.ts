import { asUserError, closestWord, TaskError } from "@descent/cli";
import { loadSchedule, namedSchedules, parseSchedule, type ScheduleFactory } from "@descent/optim";
import type { ScheduleChoice } from "@descent/problems";
import { moduleSource } from "./_module_source.ts";

/** Steps of a training that is longer than any part of a schedule. */
const MANY_STEPS = 1e12;

/**
 * The learning-rate schedule of a flag: a text that `parseSchedule` reads, or a module that `loadSchedule` loads.
 *
 * @param text The flag's value; a path, a URL, or a name that ends like one of a module is a module.
 * @returns The schedule as plain data, for the budget of a trial.
 * @throws {TaskError} When the text is no schedule, a number of it is out of its range, or the module does not load.
 *
 * @example
 * ```ts
 * import { chosenSchedule } from "@descent/lab";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * assertEquals(await chosenSchedule("warmup(200), cosine"), "warmup(200),cosine");
 * await assertRejects(() => chosenSchedule("warmup(200),cosin"), Error, "did you mean cosine?");
 * ```
 */
export async function chosenSchedule(text: string): Promise<ScheduleChoice> {
  if (isModule(text)) {
    const create = await checked(text, () => loadSchedule(text));
    await checked(text, () => create(MANY_STEPS)(1));
    return { kind: "module", ...await moduleSource(text) };
  }
  // Spaces change nothing, and are to make no other trial.
  const plain = text.replaceAll(/\s/g, "");
  const create: ScheduleFactory = await checked(plain, () => parseSchedule(plain));
  await checked(plain, () => create(MANY_STEPS)(1));
  return plain;
}

function isModule(text: string): boolean {
  return /[/\\]|\.[cm]?[jt]sx?$|^(data|npm|jsr):/.test(text);
}

async function checked<T>(text: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await asUserError(work);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    throw new TaskError(`--schedule: ${error.message}${guess(text)}`, error.exitCode, {
      cause: error.cause,
    });
  }
}

/** The name that was probably meant by the first one that there is not. */
function guess(text: string): string {
  if (isModule(text)) return "";
  const names = namedSchedules.map(({ name }) => name);
  const typed = text.split(/,(?![^(]*\))/).map((part) => part.match(/^[a-z-]*/)![0]);
  const wrong = typed.find((name) => name !== "" && !names.includes(name));
  const meant = wrong === undefined ? undefined : closestWord(wrong, names);
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}
