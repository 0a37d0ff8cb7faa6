/** The kinds of modules that third parties write. */
export const MODULE_KINDS = ["optimizer", "problem", "schedule"] as const;

/** One of {@linkcode MODULE_KINDS}. */
export type ModuleKind = typeof MODULE_KINDS[number];

/**
 * When an attack is done: while the module is imported, where each of those that are `denied` must throw; while a problem
 * loads its data; when an optimizer or problem is created, for a schedule its first step; in a step; in a step of which
 * the process must survive the error (`throw`); while a problem is evaluated.
 */
export type AttackTime = "denied" | "import" | "load" | "create" | "step" | "throw" | "evaluate";

/** An attack: what it is in words, when it is done, and by which code of which kinds of modules. */
export interface Attack {
  readonly what: string;
  /** How many kinds of modules try it. */
  readonly times: number;
  readonly kinds: readonly ModuleKind[];
  readonly at: AttackTime;
  readonly code: string;
  /** Words of the failure; `undefined` where it may also diverge, or do no harm. */
  readonly says: string | undefined;
}

/** Those whose modules have a table, a name and parameters. */
const WITH_TABLES = ["optimizer", "problem"] as const;

/** Attacks that the tests carry out; docs/reliability.md lists them. */
export const attacks = {
  title: "Hostile plugins, problems and schedules",
  wanted: "it fails alone, in one sentence, or does nothing; other trials are the same bit for bit",
  rows: {
    readFile: deny("Reads a file", `Deno.readTextFileSync("/etc/hosts")`),
    readFolder: deny("Lists a folder", `[...Deno.readDirSync("/")]`),
    readByNode: deny(
      "Reads a file by `node:fs`",
      `(await import("node:fs")).readFileSync("/etc/hosts")`,
    ),
    write: deny("Writes a file", `Deno.writeTextFileSync(new URL("./x", import.meta.url), "")`),
    remove: deny("Removes its own file", `Deno.removeSync(new URL(import.meta.url))`),
    makeTemporary: deny("Makes a temporary file", `Deno.makeTempFileSync()`),
    env: deny("Reads a variable of the environment", `Deno.env.get("HOME")`),
    wholeEnv: deny("Reads the whole environment", `Deno.env.toObject()`),
    fetch: deny("Fetches an address", `await fetch("http://127.0.0.1:49152/")`),
    connect: deny("Connects", `await Deno.connect({ port: 49152 })`),
    listen: deny("Listens", `Deno.listen({ port: 0 })`),
    run: deny("Runs a program", `new Deno.Command("ls").outputSync()`),
    runByNode: deny(
      "Runs a program by `node:child_process`",
      `const { error } = (await import("node:child_process")).spawnSync("ls"); if (error) throw error`,
    ),
    ffi: deny("Opens a native library", `Deno.dlopen("libc.so.6", {})`),
    hostname: deny("Asks for the machine's name", `Deno.hostname()`),
    chdir: deny("Changes the working directory", `Deno.chdir("/")`),
    prompt: deny("Asks the user", `prompt("Password?")`),
    request: deny(
      "Requests a permission",
      `const { state } = await Deno.permissions.request({ name: "read" }); ` +
        `if (state !== "granted") throw new Error(state)`,
    ),
    widerWorker: deny(
      "Starts a worker with wider permissions",
      `new Worker("data:text/javascript,", { type: "module", deno: { permissions: { net: true } } })`,
    ),
    importPackage: deny(
      "Imports a package by a computed name",
      `await import("np" + "m:left-pad")`,
    ),
    importWeb: deny(
      "Imports an address of the web by a computed name",
      `await import("https" + "://example.org/a.js")`,
    ),
    importOutside: deny(
      "Imports a file outside",
      `await import("file" + ":///etc/hosts")`,
    ),
    exit: deny("Calls `Deno.exit`", `Deno.exit(0)`),
    processExit: deny("Calls `process.exit`", `process.exit(0)`),
    close: deny("Calls `self.close`", `self.close()`),
    kill: deny("Kills its own process", `Deno.kill(Deno.pid, "SIGKILL")`),
    patchModule: deny(
      "Assigns to an export of the library",
      `(await import("@descent/optim")).optimizerCatalogue = []`,
    ),

    staticPackage: at("import", "Imports a package", `import "npm:left-pad";`, "downloaded"),
    staticWeb: at(
      "import",
      "Imports an address of the web",
      `import "https://a.org/b.js";`,
      "downloaded",
    ),
    staticData: at(
      "import",
      "Imports a `data:` address",
      `await import("data:text/javascript,0");`,
      "downloaded",
    ),
    endlessImport: at("import", "Loops endlessly while it is imported", "for (;;);", "did nothing"),
    endlessAwait: at(
      "import",
      "Awaits for ever while it is imported",
      "await new Promise(() => setInterval(() => {}, 1000));",
      "did nothing",
      ["optimizer"],
    ),
    stealInput: at(
      "import",
      "Reads the runner's messages",
      "for (const bytes = new Uint8Array(9); ;) Deno.stdin.readSync(bytes);",
      "",
      ["problem"],
    ),
    getter: at(
      "import",
      "Has a getter that throws",
      `export { x as default }; const x = { get name() { throw new Error("no name"); } };`,
      "no name",
      ["problem"],
    ),
    manyRows: at(
      "import",
      "Has 1,000 hyperparameters or options",
      `const [first] = Object.values(rows); for (let i = 0; i < 1000; i++) rows["a" + i] = first;`,
      "at most 100 rows",
      WITH_TABLES,
    ),
    noFunction: at(
      "import",
      "Exports no function",
      "export { rows as default };",
      "expected a function",
      ["schedule"],
    ),

    endlessLoad: at(
      "load",
      "Loops endlessly while it loads data",
      "for (;;);",
      "did nothing",
      ["problem"],
    ),
    strangeData: at(
      "load",
      "Gives data that cannot be copied",
      `return { digest: "", train() {} };`,
      "has data that can be posted to a worker",
      ["problem"],
    ),

    setOverridden: at(
      "create",
      "Overrides `Float32Array.prototype.set`",
      "Float32Array.prototype.set = function () { this.fill(7); };",
    ),
    randomOverridden: at(
      "create",
      "Overrides `Math.random`, `Math.sqrt` and `Math.exp`",
      "Math.random = Math.sqrt = Math.exp = () => 4;",
    ),
    prototypeOverridden: at(
      "create",
      "Overrides `Object.prototype` and `Array.prototype`",
      `Object.prototype.status = "completed"; Array.prototype.map = () => [];`,
    ),
    atomicsOverridden: at(
      "create",
      "Overrides `Atomics`, `fetch`, `MessagePort` and `JSON`",
      "Atomics.store = Atomics.add = globalThis.fetch = JSON.stringify = () => 0; " +
        "MessagePort.prototype.postMessage = () => {};",
    ),
    engineOverridden: at(
      "create",
      "Overrides methods of the library's classes",
      "Object.getPrototypeOf(parameters[0].value).fill = () => { throw new Error('mine'); };",
      undefined,
      WITH_TABLES,
    ),
    catalogueEmptied: at(
      "create",
      "Empties the list of the optimizers",
      "optim.optimizerCatalogue.length = 0;",
    ),
    memoryOverwritten: at(
      "step",
      "Writes over all memory in reach",
      "new Uint8Array(parameters[0].value.data.buffer).fill(7);",
      undefined,
      WITH_TABLES,
    ),
    endlessStep: at("step", "Loops endlessly in a step", "for (;;);", "did nothing in a step"),
    slowSteps: at(
      "step",
      "Is slow without end",
      "const end = Date.now() + 400; while (Date.now() < end);",
      "took longer than",
      WITH_TABLES,
    ),
    forgedMessage: at(
      "throw",
      "Posts a forged outcome",
      `self.postMessage({ outcome: { status: "completed" } }); throw new Error("honest");`,
      "honest",
    ),
    forgedOutput: at(
      "throw",
      "Writes forged messages and noise to the output",
      `console.log("\\x1b[2J", new Uint8Array(64)); Deno.stdout.writeSync(new Uint8Array(5000)); ` +
        `throw new Error("honest");`,
      "honest",
    ),
    lateRejection: at(
      "step",
      "Rejects a promise that nobody awaits",
      `Promise.reject(new Error("late"));`,
      "late",
      ["optimizer", "schedule"],
    ),
    lateError: at(
      "create",
      "Throws in a timer",
      `setTimeout(() => { throw new Error("late"); }, 0);`,
      "late",
      WITH_TABLES,
    ),
    arrays: at(
      "step",
      "Allocates 10 GB in arrays of numbers",
      "for (let i = 0; i < 100; i++) hoard.push(new Uint8Array(1e8).fill(1));",
      "of memory",
      ["optimizer", "schedule"],
    ),
    objects: at(
      "step",
      "Allocates 10 GB in objects",
      "for (;;) hoard.push(new Array(1e4).fill(0.5));",
      "of memory",
      WITH_TABLES,
    ),
    longError: at(
      "throw",
      "Throws a megabyte of escape sequences",
      `throw new Error("\\x1b[31m=cmd\\u202e".repeat(1e5));`,
      "=cmd=cmd",
    ),
    strangeError: at(
      "throw",
      "Throws what throws when it is read",
      "throw { toString() { throw new Error('again'); } };",
      "",
    ),
    textFactor: at(
      "throw",
      "Gives a text as its factor of the learning rate",
      `return "1";`,
      "finite factor of at least 0",
      ["schedule"],
    ),
    strangeFactor: at(
      "throw",
      "Gives a factor that throws when it is read",
      "return { toString() { throw new Error('no factor'); } };",
      "no factor",
      ["schedule"],
    ),
    textLoss: at("throw", "Gives a text as its loss", `return "1";`, undefined, ["problem"]),
    textScore: at(
      "evaluate",
      "Gives a text as a score",
      `return { loss: "1" };`,
      undefined,
      ["problem"],
    ),
    strangeScore: at(
      "evaluate",
      "Has a score with a getter that throws",
      "return { get loss() { throw new Error('no score'); } };",
      "no score",
      ["problem"],
    ),
  },
} as const;

function deny(what: string, code: string): Attack {
  return at("denied", what, code);
}

function at(
  at: AttackTime,
  what: string,
  code: string,
  says?: string,
  kinds: readonly ModuleKind[] = MODULE_KINDS,
): Attack {
  return { what, times: kinds.length, kinds, at, code, says };
}
