import type { Reply, Request } from "./implementations/protocol.ts";
import type { TitledRacer } from "./curves.ts";

/**
 * An implementation without a process, for tests.
 *
 * @param name Its name; its title is "The" and that.
 * @param checked How it answers a check.
 * @param rate Its calls per second.
 * @returns The racer, with the kinds of all requests that it was asked.
 */
export function fakeRacer(
  name: string,
  checked: Reply,
  rate: number,
): TitledRacer & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    implementation: {
      name,
      title: `The ${name}`,
      family: "descent",
      threads: Number(name.split("-")[1] ?? 1),
      instructions: "wasm",
      programs: [],
      args: [],
    },
    ask<K extends Reply["kind"]>(request: Request, kind: K) {
      asked.push(request.kind);
      const reply: Reply = request.kind === "check"
        ? checked
        : kind === "rate"
        ? { kind: "rate", rate }
        : { kind: "ok" };
      return reply.kind === kind
        ? Promise.resolve(reply as Extract<Reply, { kind: K }>)
        : Promise.reject(new Error(reply.kind === "cannot" ? reply.reason : reply.kind));
    },
  };
}
