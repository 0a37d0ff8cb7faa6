import { TaskError, typedName } from "@descent/cli";
import { MissingDatasetError, OptionError } from "@descent/data";

/** The same failure for someone who knows options as flags. */
export function withFlags(failure: TaskError): TaskError {
  const { message, exitCode, cause } = failure;
  if (cause instanceof OptionError) {
    const { option, wanted, came } = cause;
    const flag = `--${typedName(option)}`;
    return new TaskError(`${flag}: expected ${wanted}, got ${came}`, exitCode, { cause });
  }
  if (cause instanceof MissingDatasetError) {
    const { dataset, directory } = cause;
    const command = `deno task data ${dataset} --data-dir ${directory}`;
    return new TaskError(`${message} or --data-dir; \`${command}\` downloads it`, exitCode, {
      cause,
    });
  }
  return failure;
}
