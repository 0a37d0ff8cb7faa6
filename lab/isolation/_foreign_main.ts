/**
 * The process that third-party code runs in: it reads requests, hands them to a worker, and ends itself when the worker
 * takes too long or too much. Nothing else can stop a worker in an endless loop: `terminate` waits for its next event.
 *
 * @module
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { decodeFrames, encodeFrame } from "./_frame.ts";
import {
  type ForeignMessage,
  type ForeignReply,
  type ForeignRequest,
  type ForeignStart,
  progressWord,
} from "./_foreign_message.ts";

const TICKS_PER_SECOND = 4;
/** Of a trial's steps this share is timed, and the trial may take so many times what follows from it. */
const TIMED_SHARE = 0.02;
const GENEROSITY = 25;
const SHORTEST_LIMIT_SECONDS = 120;

const requests = decodeFrames(Deno.stdin.readable, new Uint8Array(4));
const { mark, engine, limits, snapshots, readable, allowsImports } = (await requests.next())
  .value as ForeignStart;
const folder = await Deno.makeTempDir({ prefix: "descent-plugin-" });
const progress = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
const { port1: port, port2 } = new MessageChannel();
let ticks = 0;
/** Whether the worker owes an answer; its beats, ticks since the last one, ticks since the first step, and their most. */
let isBusy = false;
let beats = 0, silentTicks = 0, trialTicks = 0, mostTicks = Infinity;

await writeSnapshots();
const isNative = engine.native !== undefined && engine.native !== "none";
const worker = new Worker(new URL("./_foreign_worker.ts", import.meta.url), {
  type: "module",
  // Types of Deno know this option behind a flag alone.
  deno: {
    permissions: {
      read: [folder, ...readable],
      env: isNative ? ["DESCENT_DATA", "OPENBLAS_CORETYPE"] : ["DESCENT_DATA"],
      ffi: isNative ? "inherit" : false,
      import: allowsImports ? "inherit" : false,
      net: false,
      run: false,
      sys: false,
      write: false,
    },
  },
} as WorkerOptions);
worker.onerror = (event) => {
  event.preventDefault();
  end(`its worker ended: ${event.message}`);
};
worker.postMessage({ port: port2, engine, progress }, [port2]);
port.onmessage = ({ data }: MessageEvent<ForeignReply>) => {
  if (!("advance" in data || "checkpoint" in data)) {
    isBusy = false;
    // An answer that takes less than a tick is none of a process that took too much.
    checkMemory();
  }
  send(data);
};

// The terminal sends it to all; the process that has started this one decides, and closes its input.
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGINT", () => {});
setInterval(watch, 1000 / TICKS_PER_SECOND);

for await (const request of requests as AsyncGenerator<ForeignRequest>) {
  progress.fill(0);
  beats = silentTicks = trialTicks = 0;
  mostTicks = limits.trialSeconds === undefined ? Infinity : limits.trialSeconds * TICKS_PER_SECOND;
  isBusy = true;
  port.postMessage(placed(request));
}
// Whoever has started this process is gone.
end("nobody asks it any more");

/** Ticks are counted, not the clock read: a machine that sleeps ends nobody. */
function watch(): void {
  if (ticks++ % TICKS_PER_SECOND === 0) send("alive");
  checkMemory();
  if (!isBusy) return;
  const [now, steps, planned] = [
    progressWord.beats,
    progressWord.steps,
    progressWord.planned,
  ].map((word) => Atomics.load(progress, word));
  silentTicks = now === beats ? silentTicks + 1 : 0;
  beats = now;
  const silence = planned === 0 ? limits.preparationSeconds : limits.silentSeconds;
  if (silentTicks > silence * TICKS_PER_SECOND) {
    const when = planned === 0 ? "before its first step" : "in a step or an evaluation";
    end(`it did nothing ${when} that tells of it for ${silence} seconds`);
  }
  if (planned === 0) return;
  if (trialTicks++ > mostTicks) {
    end(`it took longer than ${Math.round(mostTicks / TICKS_PER_SECOND)} seconds`);
  }
  if (mostTicks === Infinity && steps >= Math.max(2, TIMED_SHARE * planned)) {
    mostTicks = Math.max(
      SHORTEST_LIMIT_SECONDS * TICKS_PER_SECOND,
      GENEROSITY * trialTicks * planned / steps,
    );
  }
}

function checkMemory(): void {
  const memory = Deno.memoryUsage().rss;
  if (memory <= limits.memoryBytes) return;
  const limit = (limits.memoryBytes / 2 ** 20).toFixed(0);
  end(`it took ${(memory / 2 ** 20).toFixed(0)} MiB of memory, of ${limit} MiB that it may`);
}

function send(message: ForeignMessage): void {
  const bytes = encodeFrame(original(message), mark);
  for (let sent = 0; sent < bytes.length;) sent += Deno.stdout.writeSync(bytes.subarray(sent));
}

function end(reason: string): never {
  try {
    send({ ended: reason });
    Deno.removeSync(folder, { recursive: true });
  } finally {
    Deno.exit(1);
  }
}

async function writeSnapshots(): Promise<void> {
  for (const [index, { files }] of snapshots.entries()) {
    for (const [path, bytes] of Object.entries(files)) {
      const url = new URL(`${root(index)}${encodeURI(path)}`);
      await Deno.mkdir(new URL("./", url), { recursive: true });
      await Deno.writeFile(url, bytes);
    }
  }
}

function root(index: number): string {
  return `${pathToFileURL(`${folder}/${index}`)}/`;
}

/** URLs of modules where they were found, as URLs of their snapshots. */
function placed(request: ForeignRequest): ForeignRequest {
  // By the module itself, as several may lie in one folder.
  const place = (url: string) => {
    const index = snapshots.findIndex(({ entry, base }) => entry === url && base !== "");
    return index < 0 ? url : `${root(index)}${url.slice(snapshots[index].base.length)}`;
  };
  if (request.kind === "optimizer") return { ...request, plugin: place(request.plugin) };
  if (request.kind === "schedule") return { ...request, schedule: place(request.schedule) };
  if (request.kind !== "trial") return { ...request, problem: place(request.problem) };
  const { trial } = request;
  const { plugin, problem } = trial;
  const { source, budget } = problem;
  const { schedule } = budget;
  return {
    ...request,
    trial: {
      ...trial,
      plugin: plugin && { ...plugin, address: place(plugin.address) },
      problem: {
        ...problem,
        source: source && { ...source, address: place(source.address) },
        ...(typeof schedule === "object" && schedule.kind === "module" && {
          budget: { ...budget, schedule: { ...schedule, address: place(schedule.address) } },
        }),
      },
    },
  };
}

/** Messages of errors, with the places where the user has the files. */
function original(message: ForeignMessage): ForeignMessage {
  if (
    typeof message === "string" || "advance" in message || "checkpoint" in message ||
    "value" in message
  ) return message;
  if ("ended" in message) return { ended: replaced(message.ended) };
  if ("failure" in message) {
    const { failure } = message;
    return { failure: { ...failure, message: replaced(String(failure.message)) } };
  }
  const { outcome } = message;
  const { error } = outcome;
  return { outcome: { ...outcome, error: error === null ? null : replaced(String(error)) } };
}

function replaced(text: string): string {
  return snapshots.reduce((text, { base }, index) => {
    if (base === "") return text;
    const path = fileURLToPath(base);
    return text.replaceAll(root(index), base).replaceAll(`${folder}/${index}/`, path);
  }, text);
}
