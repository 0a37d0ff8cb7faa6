import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";

Deno.test("parseArgs reads long and short flags and what is left", () => {
  assertEquals(parseArgs([]), { _: [] });
  assertEquals(parseArgs(["--name", "digits", "--rate=1e-3", "-n", "5", "-ab", "run", "7"]), {
    _: [7],
    name: "digits",
    rate: 1e-3,
    n: 5,
    a: true,
    b: "run",
  });
  assertEquals(parseArgs(["--flag", "--other", "x"]), { _: [], flag: true, other: "x" });
});

Deno.test("parseArgs keeps strings and booleans to their kind", () => {
  const args = parseArgs(["--seed", "007", "--quick", "run", "--name"], {
    string: ["seed", "name", "plugin"],
    boolean: ["quick", "help"],
  });
  const seed: string | undefined = args.seed;
  const quick: boolean = args.quick;
  assertEquals(seed, "007");
  assertEquals(quick, true);
  assertEquals(args, { _: ["run"], seed: "007", name: "", quick: true, help: false });
  assertEquals(parseArgs(["--quick=false"], { boolean: ["quick"] }).quick, false);
  assertEquals(parseArgs(["--quick", "false"], { boolean: ["quick"] }).quick, false);
});

Deno.test("parseArgs fills in defaults, an explicit zero included", () => {
  const options = {
    string: ["data"],
    default: { data: "digits", jobs: 2, list: ["a", "b"] },
  } as const;
  assertEquals(parseArgs([], options).data satisfies string, "digits");
  assertEquals(parseArgs(["--jobs", "0"], options).jobs, 0);
  assertEquals(parseArgs([], options).list, ["a", "b"]);
  assertEquals(parseArgs([], { boolean: ["color"], default: { color: true } }).color, true);
});

Deno.test("parseArgs gives an alias and its flag the same value", () => {
  const options = {
    boolean: ["help"],
    string: ["out"],
    alias: { h: "help", out: ["o", "output"] },
  };
  assertEquals(parseArgs(["-h", "-o", "5"], options), {
    _: [],
    h: true,
    help: true,
    o: "5",
    out: "5",
    output: "5",
  });
});

Deno.test("parseArgs collects repeated flags only where asked", () => {
  const options = { string: ["plugin", "name"], collect: ["plugin"] } as const;
  const args = parseArgs(["--plugin", "a", "--name", "x", "--plugin=b", "--name", "y"], options);
  const plugins: string[] = args.plugin;
  assertEquals(plugins, ["a", "b"]);
  assertEquals(args.name, "y");
  assertEquals(parseArgs([], options).plugin, []);
  assertEquals(parseArgs(["--plugin", "a"], options).plugin, ["a"]);
});

Deno.test("parseArgs negates only what is negatable", () => {
  const options = { boolean: ["color"], string: ["cache"], negatable: ["color", "cache"] } as const;
  assertEquals(parseArgs(["--no-color", "--no-cache"], options), {
    _: [],
    color: false,
    cache: false,
  });
  assertEquals(parseArgs(["--no-wait"], options)["no-wait"], true);
  assertEquals(parseArgs(["--no-wait"], options).wait, undefined);
});

Deno.test("parseArgs shows unknown arguments and drops them on false", () => {
  const seen: string[] = [];
  const args = parseArgs(["--seed", "1", "--sede", "2", "-x", "--no-seed", "extra"], {
    string: ["seed"],
    unknown: (arg) => {
      seen.push(arg);
      return false;
    },
  });
  assertEquals(seen, ["--sede", "-x", "--no-seed"]);
  assertEquals(args, { _: [], seed: "1" });
  assertThrows(
    () =>
      parseArgs(["extra"], {
        unknown: (arg) => {
          throw new RangeError(`Unknown argument '${arg}'`);
        },
      }),
    RangeError,
    "'extra'",
  );
});

Deno.test("parseArgs stops at -- and, on request, at the first word", () => {
  assertEquals(parseArgs(["-a", "--", "--no-b", "5"]), { _: ["--no-b", "5"], a: true });
  const split = parseArgs(["-a", "--", "-b"], { "--": true });
  const rest: string[] = split["--"];
  assertEquals([split._, rest], [[], ["-b"]]);
  assertEquals(parseArgs(["--quick", "run", "--no-b"], { boolean: ["quick"], stopEarly: true }), {
    _: ["run", "--no-b"],
    quick: true,
  });
});

Deno.test("parseArgs takes lists of names that are known only at run time", () => {
  const names: string[] = ["rate"];
  const flags: Record<string, unknown> = parseArgs(["--rate", "1"], { string: names });
  assertEquals(flags.rate, "1");
});

Deno.test("parseArgs reads names that every object has as any other", () => {
  const { constructor, toString } = parseArgs(["--constructor=1", "--toString", "a"], {
    string: ["constructor"],
  });
  assertEquals([constructor, toString], ["1", "a"]);
});
