/**
 * The worker that runs a program with its permissions.
 *
 * @module
 */
import type { NarrowedRequest } from "./_narrowed_program.ts";

const scope = self as unknown as {
  onmessage: (event: MessageEvent<NarrowedRequest>) => Promise<void>;
  postMessage(code: number): void;
};

scope.onmessage = async ({ data: { module, run, args } }) => {
  scope.postMessage(await (await import(module))[run](args));
};
