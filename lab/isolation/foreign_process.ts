import type { TrialEngineOptions } from "../trials/trial_request.ts";
import type {
  ForeignLimits,
  ForeignMessage,
  ForeignReply,
  ForeignRequest,
} from "./_foreign_message.ts";
import { decodeFrames, encodeFrame } from "./_frame.ts";
import { cleanText } from "./clean_text.ts";
import type { ModuleSnapshot } from "./module_snapshot.ts";

export type {
  ForeignFailure,
  ForeignLimits,
  ForeignReply,
  ForeignRequest,
  TakenName,
} from "./_foreign_message.ts";

/**
 * Options of {@linkcode foreignProcess}.
 *
 * @category Isolation
 */
export interface ForeignProcessOptions {
  /** The modules that it runs. */
  readonly snapshots: readonly ModuleSnapshot[];
  /** Options of its engine; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
  /** Its limits, see {@linkcode FOREIGN_LIMITS}, the default. */
  readonly limits?: Partial<ForeignLimits>;
  /** Folders and files that it may read besides its own and the library's; default none. */
  readonly readable?: readonly string[];
  /** Whether it may import packages and addresses of the web; default `false`. */
  readonly allowsImports?: boolean;
}

/**
 * A process that runs third-party code, in a worker with the least permissions.
 *
 * @category Isolation
 */
export interface ForeignProcess extends AsyncDisposable {
  /** Whether it still runs. */
  readonly isAlive: boolean;
  /**
   * Asks it; one request at a time.
   *
   * @param request The request.
   * @param onMessage Hears of a trial's evaluations and checkpoints.
   * @returns Its answer.
   * @throws {ForeignEnd} When it ends before it answers.
   */
  ask(
    request: ForeignRequest,
    onMessage?: (message: ForeignProgress) => void,
  ): Promise<Exclude<ForeignReply, ForeignProgress>>;
}

/**
 * Messages of a process about a trial before its outcome.
 *
 * @category Isolation
 */
export type ForeignProgress = Extract<
  ForeignReply,
  { readonly advance: unknown } | { readonly checkpoint: unknown }
>;

/**
 * The end of a process before it had answered, in one sentence.
 *
 * @category Isolation
 */
export class ForeignEnd extends Error {
  /** Tells it from other errors, also where classes are copies. */
  override readonly name = "ForeignEnd";
}

/**
 * The limits of third-party code where nothing else is said.
 *
 * @category Isolation
 */
export const FOREIGN_LIMITS: ForeignLimits = {
  trialSeconds: undefined,
  preparationSeconds: 60,
  silentSeconds: 60,
  memoryBytes: 4 * 2 ** 30,
};

const MARK_BYTES = 16;
/** A process that lives says so every second. */
const LONGEST_SILENCE_SECONDS = 60;
const LONGEST_END = 3000;
const MEMBERS = ["core", "layers", "optim", "problems", "data", "reports", "cli", "lab"];

/**
 * Starts a process that runs third-party code: with a memory of its own, so that nothing that it writes to is anyone
 * else's, and one that can be ended in whatever loop it is. In it a worker runs the code. The worker may read the files
 * of its modules, of this library, and what is named here; it may not write, use the network, read the environment but
 * for `DESCENT_DATA`, run programs, or ask for more.
 *
 * @category Isolation
 * @param options Modules, engine and limits, see {@linkcode ForeignProcessOptions}.
 * @returns The process, which gets ready while the caller does other things.
 * @throws {TypeError} Without the permission to run Deno.
 *
 * @example
 * ```ts ignore
 * import { foreignProcess, takeSnapshot } from "@descent/lab";
 *
 * const snapshot = takeSnapshot("./lion.ts");
 * await using process = foreignProcess({ snapshots: [snapshot] });
 * console.log(await process.ask({ kind: "optimizer", plugin: snapshot.entry, taken: [] }));
 * ```
 */
export function foreignProcess(
  { snapshots, engine = {}, limits, readable = [], allowsImports = false }: ForeignProcessOptions,
): ForeignProcess {
  assertMayRun();
  const mark = crypto.getRandomValues(new Uint8Array(MARK_BYTES));
  const child = new Deno.Command(Deno.execPath(), {
    args: [...processFlags(engine, allowsImports), import.meta.resolve("./_foreign_main.ts")],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  let answer: ((reply: ForeignReply) => void) | undefined;
  let fail: ((end: ForeignEnd) => void) | undefined;
  let ended: string | undefined;
  let silentSeconds = 0;
  const watch = setInterval(() => {
    if (++silentSeconds <= LONGEST_SILENCE_SECONDS) return;
    end(`its process said nothing for ${LONGEST_SILENCE_SECONDS} seconds`);
    kill(child);
  }, 1000);

  function end(reason: string): void {
    clearInterval(watch);
    if (ended !== undefined) return;
    ended = cleanText(reason);
    fail?.(new ForeignEnd(ended));
  }

  async function listen(): Promise<void> {
    try {
      for await (const message of decodeFrames(child.stdout, mark)) {
        silentSeconds = 0;
        const known = message as ForeignMessage;
        if (known === "alive") continue;
        if ("ended" in known) end(known.ended);
        else answer?.(known);
      }
    } catch (error) {
      end((error as Error).message);
      kill(child);
    }
    const { code, signal } = await child.status;
    end(`its process ended with ${signal ?? `code ${code}`}; most often its memory ran out`);
  }

  async function tell(message: unknown): Promise<void> {
    try {
      await writer.write(encodeFrame(message, new Uint8Array(4)));
    } catch {
      // It has ended, which `listen` tells.
    }
  }

  const listening = listen();
  const folders = [...memberFolders(), ...readable];
  const bounds = { ...FOREIGN_LIMITS, ...limits };
  const files = snapshots.map(({ entry, base, files }) => ({ entry, base, files }));
  const start = {
    mark,
    engine,
    limits: bounds,
    snapshots: files,
    readable: folders,
    allowsImports,
  };
  tell(start);

  return {
    get isAlive() {
      return ended === undefined;
    },
    ask(request, onMessage = () => {}) {
      return new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(new ForeignEnd(ended));
        fail = reject;
        answer = (reply) =>
          "advance" in reply || "checkpoint" in reply ? onMessage(reply) : resolve(reply);
        tell(request);
      });
    },
    async [Symbol.asyncDispose]() {
      ended ??= "it was ended";
      clearInterval(watch);
      // Its end of the pipe tells the process to end, and it cleans up.
      writer.close().catch(() => {});
      const timer = setTimeout(() => kill(child), LONGEST_END);
      await child.status;
      await listening;
      clearTimeout(timer);
    },
  };
}

function assertMayRun(): void {
  const command = Deno.execPath();
  if (Deno.permissions.querySync({ name: "run", command }).state === "granted") return;
  throw new TypeError(
    `Third-party code runs in a process of its own: expected permission to run ${command}, got none; ` +
      "give Deno that permission, as `deno task` does",
  );
}

function processFlags(
  { native = "none", libraryPath }: TrialEngineOptions,
  allowsImports: boolean,
): string[] {
  const isNative = native !== "none";
  return [
    "run",
    "-q",
    "--no-prompt",
    "--unstable-worker-options",
    // The worker gets less. This part writes the modules to a folder, which it removes.
    "--allow-read",
    "--allow-write",
    `--allow-env=DESCENT_DATA${isNative ? ",OPENBLAS_CORETYPE" : ""}`,
    ...isNative ? [`--allow-ffi${libraryPath === undefined ? "" : `=${libraryPath}`}`] : [],
    // A package that the lock file does not name is not imported, nor is it added.
    ...allowsImports ? ["--allow-import", "--no-lock"] : ["--cached-only", "--frozen"],
  ];
}

/** Where the members' modules lie, which third-party code imports; published ones are no files. */
function memberFolders(): string[] {
  const own = new URL("../", import.meta.resolve("@descent/core"));
  if (own.protocol !== "file:") return [];
  return [...MEMBERS, "std"].map((name) => decodeURIComponent(new URL(name, own).pathname));
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
}
