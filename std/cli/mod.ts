/**
 * A stand-in for `jsr:@std/cli` on machines that cannot reach JSR: the same names and signatures for
 * what Descent uses, over `npm:minimist`. The root `deno.json` points here by `links`; without that
 * line the real package is used.
 *
 * @module
 */
export * from "./parse_args.ts";
