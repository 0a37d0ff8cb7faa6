import { TaskError } from "@descent/cli";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { throughOutages } from "./through_outages.ts";

function failing(times: number, error: unknown) {
  let count = 0;
  return () => count++ < times ? Promise.reject(error) : Promise.resolve(count);
}

function coded(code: string, message = "no"): Error {
  return Object.assign(new Error(message), { code });
}

Deno.test("throughOutages waits for a server that is away, and says so once each way", async () => {
  const said: string[] = [];
  const options = { shown: "postgres://db/lab", tell: (line: string) => void said.push(line) };
  assertEquals(await throughOutages(failing(2, coded("57P01", "terminating")), options), 3);
  assertEquals(said, [
    "postgres://db/lab is away (terminating); it is waited for",
    "postgres://db/lab is there again",
  ]);
  const many = new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]);
  assertEquals(await throughOutages(failing(1, many), options), 2);
});

Deno.test("throughOutages gives up after a while, and passes what the server refuses and all else", async () => {
  const options = { shown: "postgres://db/lab", tell: () => {}, patience: 0 };
  const away = await assertRejects(
    () => throughOutages(failing(9, coded("ECONNREFUSED")), options),
    TaskError,
  );
  assertStringIncludes(away.message, "expected PostgreSQL at postgres://db/lab, found none");
  const refused = await assertRejects(
    () => throughOutages(failing(1, coded("28P01", "password authentication failed")), options),
    TaskError,
  );
  assertEquals(
    refused.message,
    "--queue: postgres://db/lab refuses: password authentication failed",
  );
  await assertRejects(() => throughOutages(failing(1, coded("42601")), options), Error, "no");
});
