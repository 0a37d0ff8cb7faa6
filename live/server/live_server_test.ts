import { TaskError } from "@descent/cli";
import { isPermitted } from "@descent/cli/testing";
import { syntheticRuns } from "@descent/reports/testing";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { liveServer } from "./live_server.ts";

const ignore = !isPermitted("liveServer", { name: "net", host: "127.0.0.1" });
const texts = { kicker: "Live", title: "compare", question: "Which?" };
const tell = (line: string) => {
  throw new Error(line);
};
const [run, other] = syntheticRuns();
const watched = { ...run.record, epochs: 10 };

/** Text of the stream until something has come. */
async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body!) {
    text += decoder.decode(bytes, { stream: true });
    if (text.includes(wanted)) break;
  }
  return text;
}

Deno.test({
  name: "liveServer shows trials as they run, to pages that come late too, and ends with the run",
  ignore,
  async fn() {
    await using server = liveServer({ texts, tell });
    server.follow({ snapshot: () => ({ done: 0, total: 9, secondsLeft: null }), stopAll() {} });
    server.watch.started(watched, () => {});
    server.watch.evaluated(watched.trialId, run.metrics[0]);
    const page = await (await fetch(server.address)).text();
    assertStringIncludes(page, "Running now");
    assertStringIncludes(page, "0 of 9");
    assertStringIncludes(page, "No trial has ended yet.");
    const version = /"version":"([^"]+)"/.exec(page)![1];
    const events = await fetch(`${server.address}events?from=${version}`);
    server.watch.ended(run);
    const text = readUntil(events, "event: ended");
    server.watch.ended(other);
    await server.end("The run has ended; its report is here.");
    assertStringIncludes(await (await fetch(server.address)).text(), "its report is here");
    assertStringIncludes(await text, "its report is here");
  },
});

Deno.test({
  name: "liveServer stops a trial and the run, from its page alone",
  ignore,
  async fn() {
    await using server = liveServer({ texts, tell });
    const stopped: string[] = [];
    const snapshot = () => ({ done: 0, total: 1, secondsLeft: null });
    const ask = async (trial: string | null, headers = {}) => {
      const page = await (await fetch(server.address)).text();
      const token = /"token":"([^"]+)"/.exec(page)![1];
      const own = { origin: new URL(server.address).origin, "x-descent-token": token };
      const response = await fetch(`${server.address}stop`, {
        method: "POST",
        body: JSON.stringify({ trial }),
        headers: { ...own, ...headers },
      });
      await response.body?.cancel();
      return response.status;
    };
    server.follow({ snapshot });
    server.watch.started(watched, () => stopped.push("trial"));
    assertEquals(await ask(null), 409);
    server.follow({ snapshot, stopAll: () => stopped.push("all") });
    assertEquals(await ask(watched.trialId, { origin: "http://evil.example" }), 403);
    assertEquals(await ask(watched.trialId, { "x-descent-token": "" }), 403);
    assertEquals(stopped, []);
    assertEquals(await ask("another"), 409);
    assertEquals(await ask(watched.trialId), 204);
    assertEquals(await ask(null), 204);
    assertEquals(stopped, ["trial", "all"]);
    await server.end("Ended.");
    assertEquals(await ask(null), 409);
  },
});

Deno.test({
  name: "liveServer says in a sentence that its port is taken, or its host is no name",
  ignore,
  async fn() {
    await using server = liveServer({ texts, tell });
    const port = Number(new URL(server.address).port);
    assertThrows(() => liveServer({ texts, tell, port }), TaskError, "another program has");
    for (const host of ["", "a b", "http://a", "a/b", "-a", "a:80"]) {
      assertThrows(() => liveServer({ texts, tell, host }), TaskError, "--host: expected");
    }
  },
});
