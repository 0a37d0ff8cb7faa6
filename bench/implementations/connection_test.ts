import { assertEquals, assertRejects } from "@std/assert";
import { connect } from "./connection.ts";

function connection(printed: readonly string[], isUp = true) {
  const sent: string[] = [];
  return {
    sent,
    ...connect({
      lines: (async function* () {
        yield* printed;
      })(),
      write: (line) => {
        sent.push(line);
        return isUp ? Promise.resolve() : Promise.reject(new Error("broken pipe"));
      },
      epitaph: () => Promise.resolve("No module named 'torch'"),
    }),
  };
}

Deno.test("An answer is found among what libraries print", async () => {
  const { ask, sent } = connection(["Hi!", "= about one", "noise", "= rate 5"]);
  assertEquals(await ask({ kind: "about" }, "about"), { kind: "about", text: "one" });
  assertEquals(await ask({ kind: "run", milliseconds: 7 }, "rate"), { kind: "rate", rate: 5 });
  assertEquals(sent, ["about", "run 7"]);
});

Deno.test("What an implementation cannot do is an error with its reason", async () => {
  const { ask } = connection(["= cannot no Adam"]);
  await assertRejects(() => ask({ kind: "check" }, "values"), Error, "no Adam");
});

Deno.test("Another answer than the one due is an error", async () => {
  const { ask } = connection(["= ok"]);
  await assertRejects(() => ask({ kind: "check" }, "values"), Error, "answered 'ok'");
});

Deno.test("An implementation that has ended is an error with its last words", async () => {
  const quiet = connection([]);
  await assertRejects(
    () => quiet.ask({ kind: "about" }, "about"),
    Error,
    "No module named 'torch'",
  );
  const gone = connection([], false);
  await assertRejects(() => gone.ask({ kind: "about" }, "about"), Error, "No module named 'torch'");
});
