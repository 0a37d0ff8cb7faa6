import { assertEquals, assertRejects } from "@std/assert";
import type { Connection } from "./connection.ts";
import { restBetween } from "./rest_between.ts";

function resting(answer: Connection["ask"], os: typeof Deno.build.os = "linux") {
  const log: string[] = [];
  const ask: Connection["ask"] = (request, kind) => {
    log.push(request.kind);
    return answer(request, kind);
  };
  return { log, ...restBetween({ ask }, (signal) => void log.push(signal), os) };
}

const answers = (() => Promise.resolve({ kind: "ok" })) as unknown as Connection["ask"];

Deno.test("An implementation runs while it is asked, and rests before and after", async () => {
  const { log, ask, wake } = resting(answers);
  await ask({ kind: "check" }, "values");
  wake();
  assertEquals(log, ["SIGSTOP", "SIGCONT", "check", "SIGSTOP", "SIGCONT"]);
});

Deno.test("An implementation that cannot answer rests too", async () => {
  const { log, ask } = resting(() => Promise.reject(new Error("no Adam")));
  await assertRejects(() => ask({ kind: "check" }, "values"), Error, "no Adam");
  assertEquals(log.at(-1), "SIGSTOP");
});

Deno.test("An implementation that has ended says so itself; Windows knows no such signals", async () => {
  const { ask } = restBetween({ ask: answers }, () => {
    throw new TypeError("Child process has already terminated");
  }, "linux");
  assertEquals(await ask({ kind: "check" }, "ok"), { kind: "ok" });
  const { log, ask: onWindows } = resting(answers, "windows");
  await onWindows({ kind: "check" }, "ok");
  assertEquals(log, ["check"]);
});
