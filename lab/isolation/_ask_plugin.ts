import { MissingDatasetError, OptionError } from "@descent/data";
import type { ForeignFailure, ForeignRequest } from "./_foreign_message.ts";
import { cleanText, cleanTexts } from "./clean_text.ts";
import { ForeignEnd, foreignProcess, type ForeignProcessOptions } from "./foreign_process.ts";
import type { ModuleSnapshot } from "./module_snapshot.ts";

/** Asks a plugin, and gives its answer or throws its error. */
export type AskPlugin = (request: ForeignRequest) => Promise<unknown>;

/** Starts a process for a plugin, and ends it when the work is done. */
export async function withPlugin<T>(
  kind: string,
  snapshot: ModuleSnapshot,
  options: Omit<ForeignProcessOptions, "snapshots">,
  work: (ask: AskPlugin) => Promise<T>,
): Promise<T> {
  await using process = foreignProcess({ snapshots: [snapshot], ...options });
  return await work(async (request) => {
    const { source: { address }, entry } = snapshot;
    try {
      const reply = await process.ask(request);
      if ("value" in reply) return reply.value;
      if ("failure" in reply) throw errorOf(reply.failure, entry, address);
    } catch (error) {
      if (!(error instanceof ForeignEnd)) throw error;
      throw new TypeError(
        `${kind} '${address}': expected an answer, got none: ${error.message}; mend the file`,
        { cause: error },
      );
    }
    throw new TypeError(`${kind} '${address}': expected an answer, got another one`);
  });
}

/** The function of a plugin that is plain data here. */
export function runsElsewhere(): never {
  throw new TypeError(
    "A plugin of a third party runs in a process of its own; load it with loadPlugin or loadProblem to run it in this one",
  );
}

/** The error that third-party code threw; those that flags explain keep their fields. */
function errorOf({ name, message, fields }: ForeignFailure, entry: string, address: string): Error {
  const text = cleanText(String(message).replaceAll(`'${entry}'`, `'${address}'`));
  const { option, wanted, came, dataset, directory } = cleanTexts(fields);
  if (name === "OptionError" && wanted !== undefined) {
    return Object.assign(new OptionError("", option, wanted, came), { message: text });
  }
  if (name === "MissingDatasetError" && dataset !== undefined) {
    return Object.assign(new MissingDatasetError(dataset, directory, ""), { message: text });
  }
  if (name === "RangeError") return new RangeError(text);
  return name === "SyntaxError" ? new SyntaxError(text) : new TypeError(text);
}
