import { asUserError, closestWord, TaskError } from "@descent/cli";
import { namedSchedules, parseSchedule, type ScheduleFactory } from "@descent/optim";
import type { ScheduleChoice } from "@descent/problems";
import type { ForeignSettings } from "../isolation/foreign_optimizer.ts";
import { foreignSchedule } from "../isolation/foreign_schedule.ts";
import type { ModuleSnapshot } from "../isolation/module_snapshot.ts";
import { trySchedule } from "../isolation/try_schedule.ts";

/**
 * The learning-rate schedule of a flag.
 *
 * @category Flags
 */
export interface ChosenSchedule {
  /** The schedule as plain data, for the budget of a trial. */
  readonly schedule: ScheduleChoice;
  /** Its module, where it is one. */
  readonly snapshot?: ModuleSnapshot;
}

/**
 * The learning-rate schedule of a flag: a text that `parseSchedule` reads, or a third party's module, which is tried in a
 * process of its own.
 *
 * @category Flags
 * @param text The flag's value; a path, a URL, or a name that ends like one of a module is a module.
 * @param settings Bounds of third-party code.
 * @returns The schedule, see {@linkcode ChosenSchedule}.
 * @throws {TaskError} When the text is no schedule, a number of it is out of its range, or the module does not load.
 *
 * @example
 * ```ts
 * import { chosenSchedule } from "@descent/lab";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * assertEquals(await chosenSchedule("warmup(200), cosine"), { schedule: "warmup(200),cosine" });
 * await assertRejects(() => chosenSchedule("warmup(200),cosin"), Error, "did you mean cosine?");
 * ```
 */
export async function chosenSchedule(
  text: string,
  settings: ForeignSettings = {},
): Promise<ChosenSchedule> {
  if (isModule(text)) {
    const snapshot = await checked(text, () => foreignSchedule(text, settings));
    return { schedule: { kind: "module", ...snapshot.source }, snapshot };
  }
  // Spaces change nothing, and are to make no other trial.
  const plain = text.replaceAll(/\s/g, "");
  const create: ScheduleFactory = await checked(plain, () => parseSchedule(plain));
  await checked(plain, () => trySchedule(create));
  return { schedule: plain };
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
