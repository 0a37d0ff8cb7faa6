import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { integerFlag } from "./number_flag.ts";
import { print } from "./print.ts";
import { runTask } from "./run_task.ts";
import { asUserError, TaskError } from "./task_error.ts";

const task = {
  name: "compare",
  doc: "Compares.",
  flags: { seeds: integerFlag({ doc: "Seeds.", default: 5, minimum: 1, maximum: 9 }) },
};

async function outcome(args: string[], work: () => void | Promise<void> = () => {}) {
  using error = stub(console, "error");
  const code = await runTask(() => task, args, work);
  return { code, said: error.calls.map(({ args }) => args[0]) };
}

Deno.test("runTask shows the help and does not work", async () => {
  using log = stub(console, "log");
  let worked = false;
  const code = await runTask(() => task, ["--seeds=x", "--help"], () => {
    worked = true;
  });
  assertEquals([code, worked], [0, false]);
  assertEquals(String(log.calls[0].args[0]).startsWith("Compares."), true);
});

Deno.test("runTask explains what is named after --help", async () => {
  const topics = { title: "Rules", noun: "rule", texts: new Map([["adam", "adam: Adam"]]) };
  using log = stub(console, "log");
  for (const args of [["--help", "adam"], ["--help=adam"], ["-h", "adam"], ["--seeds=x", "-h"]]) {
    assertEquals(await runTask(() => ({ ...task, topics }), args, () => {}), 0);
  }
  const said = log.calls.map(({ args }) => String(args[0]).split("\n")[0]);
  assertEquals(said, ["adam: Adam", "adam: Adam", "adam: Adam", "Compares."]);
});

Deno.test("runTask gives a program one JSON object, also of a task that fails, and keeps texts out of it", async () => {
  const work = (_: unknown, conclude: (result: object) => void) => {
    print("for people");
    conclude({ answer: 42 });
  };
  for (
    const [args, fails, out, err] of [
      [[], false, ["for people"], []],
      [["--json"], false, ['{"answer":42}'], ["for people"]],
      [["--json"], true, ['{"answer":42}'], ["for people", "Worse"]],
    ] as const
  ) {
    using log = stub(console, "log");
    using error = stub(console, "error");
    const code = await runTask(() => task, args, (values, conclude) => {
      work(values, conclude);
      if (fails) throw new TaskError("Worse", 1);
    });
    assertEquals(code, fails ? 1 : 0);
    assertEquals(log.calls.map(({ args }) => args[0]), [...out]);
    assertEquals(error.calls.map(({ args }) => args[0]), [...err]);
  }
});

Deno.test("runTask says in one sentence what the user can mend, with code 2", async () => {
  assertEquals(await outcome(["--seeds=0"]), {
    code: 2,
    said: ["--seeds: expected a whole number from 1 to 9, got '0'"],
  });
  const damaged = () => asUserError(() => Promise.reject(new SyntaxError("File x: damaged")));
  assertEquals(await outcome([], damaged), { code: 2, said: ["File x: damaged"] });
});

Deno.test("runTask gives the machine's failures code 1 and an interruption 130", async () => {
  const full = () => {
    throw new Deno.errors.PermissionDenied("No writing here");
  };
  assertEquals(await outcome([], full), { code: 1, said: ["No writing here"] });
  const interrupted = () => {
    throw new TaskError("Interrupted", 130);
  };
  assertEquals(await outcome([], interrupted), { code: 130, said: ["Interrupted"] });
});

Deno.test("runTask shows a bug as what it is", async () => {
  const bug = new TypeError("x is undefined");
  const buggy = () => {
    throw bug;
  };
  assertEquals(await outcome([], buggy), { code: 1, said: [bug] });
});
