import { inspect } from "node:util";

/** Ends the sentence of a failed assertion with the caller's own words, where there are any. */
export function sentence(statement: string, msg?: string): string {
  return msg ? `${statement}: ${msg}` : `${statement}.`;
}

/** Shows any value on one line. */
export function show(value: unknown): string {
  return inspect(value, {
    breakLength: Infinity,
    depth: 4,
    maxArrayLength: 20,
  });
}
