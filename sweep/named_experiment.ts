import { lab } from "@descent/board/lab";
import { closestWord, TaskError } from "@descent/cli";
import { experimentCatalogue } from "@descent/experiments";
import type { Experiment } from "@descent/lab";

/** An experiment as words name it, such as those after `deno task`. */
export interface NamedExperiment {
  /** The experiment. */
  readonly experiment: Experiment<object>;
  /** The words that name it: `"experiment depth"`. */
  readonly command: string;
  /** Its flags. */
  readonly args: readonly string[];
}

/**
 * The experiment that words name: `compare --quick`, `lab`, `experiment depth` or `depth`.
 *
 * @param task Whose words they are, for the message.
 * @param words The name of the experiment, then its flags.
 * @returns The experiment, and the command as it is typed where it runs here.
 * @throws {TaskError} When there is no such experiment.
 */
export function namedExperiment(task: string, words: readonly string[]): NamedExperiment {
  const [name, ...args] = words[0] === "experiment" ? words.slice(1) : words;
  // Its flags are read by its own table.
  const all = [...experimentCatalogue, lab as unknown as Experiment<object>];
  const experiment = all.find((each) => each.name === name);
  if (experiment !== undefined) {
    const isTask = name === "compare" || name === "lab";
    return { experiment, command: isTask ? name : `experiment ${name}`, args };
  }
  const names = all.map((each) => each.name);
  const meant = closestWord(name ?? "", names);
  const question = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  const came = name === undefined ? "none" : `'${name}'`;
  throw new TaskError(
    `${task}: expected the name of an experiment first, one of ${
      names.join(", ")
    }, got ${came}${question}`,
  );
}
