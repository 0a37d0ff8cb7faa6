import { printError, TaskError } from "@descent/cli";
import type { LiveServer } from "@descent/live";
import type { CommonValues } from "./common_flags.ts";

/** Serves the live page of an experiment, where it is asked for, and prints its address. */
export async function openLivePage(
  { live, host, port }: CommonValues,
  { name, doc }: { readonly name: string; readonly doc: string },
): Promise<LiveServer | undefined> {
  if (!live) {
    const given = host !== undefined ? "--host" : port !== undefined ? "--port" : undefined;
    if (given === undefined) return undefined;
    throw new TaskError(`${given}: expected --live beside it, got none; add --live`);
  }
  // Loaded where it is asked for alone.
  const { liveServer } = await import("@descent/live");
  const texts = { kicker: "Live", title: name, question: doc };
  const server = liveServer({ texts, host, port, tell: printError });
  printError(`Live page: ${server.address}`);
  return server;
}
