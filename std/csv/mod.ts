/**
 * A stand-in for `jsr:@std/csv` on machines that cannot reach JSR: the same names and signatures for
 * what Descent uses, over `npm:csv-parse` and `npm:csv-stringify`. The root `deno.json` points here
 * by `links`; without that line the real package is used.
 *
 * @module
 */
export * from "./parse.ts";
export * from "./stringify.ts";
