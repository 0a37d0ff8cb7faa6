import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { mirrorFailures } from "./_attacks.ts";
import { DownloadError } from "./download_error.ts";
import { downloadFile } from "./download_file.ts";

const content = new Uint8Array(300_000).map((_, index) => (index * 31 + (index >> 8)) % 251);
const file = {
  name: "pixels.gz",
  sha256: createHash("sha256").update(content).digest("hex"),
  bytes: content.length,
};

const needed: readonly Deno.PermissionDescriptor[] = [
  { name: "net", host: "127.0.0.1" },
  { name: "read" },
  { name: "write" },
];
const maySkip = needed.some((permission) =>
  Deno.permissions.querySync(permission).state !== "granted"
);
if (maySkip) {
  console.log(
    "Tests of downloads need --allow-net=127.0.0.1, --allow-read, --allow-write: skipped.",
  );
}

/** A mirror for each behaviour: `/good/`, `/wrong/`, … */
function respond(request: Request): Response {
  const first = content.slice(0, 100_000);
  const sendFirst = (controller: ReadableStreamDefaultController) => controller.enqueue(first);
  switch (new URL(request.url).pathname.split("/")[1]) {
    case "good":
      return new Response(content);
    case "wrong":
      return new Response(content.map((byte) => byte ^ 1));
    case "short":
      return new Response(first);
    case "long":
      return new Response(new Uint8Array(content.length + 1));
    case "cut":
      return new Response(
        new ReadableStream({
          start: sendFirst,
          pull: (controller) => controller.error(new Error("cut by the test")),
        }),
      );
    case "stalled":
      return new Response(new ReadableStream({ start: sendFirst }));
    case "trickling": {
      // A byte every hundredth of a second.
      let timer: ReturnType<typeof setInterval>;
      return new Response(
        new ReadableStream({
          start(controller) {
            timer = setInterval(() => controller.enqueue(content.slice(0, 1)), 10);
          },
          cancel: () => clearInterval(timer),
        }),
      );
    }
    default:
      return new Response("no such file", { status: 404, statusText: "Not Found" });
  }
}

interface Site {
  readonly folder: string;
  mirror(behaviour: string): string;
  /** Names in the folder. */
  names(): string[];
}

function test(name: string, body: (site: Site) => Promise<void>): void {
  Deno.test({
    name,
    ignore: maySkip,
    fn: async () => {
      const folder = await Deno.makeTempDir();
      // The server reports the connections that the tests cut.
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen: () => {}, onError: () => new Response() },
        respond,
      );
      try {
        await body({
          folder,
          mirror: (behaviour) => `http://127.0.0.1:${server.addr.port}/${behaviour}/`,
          names: () => Array.from(Deno.readDirSync(folder), (entry) => entry.name),
        });
      } finally {
        await server.shutdown();
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

test("a good file gets its name, with progress up to its last byte", async (site) => {
  const folder = `${site.folder}/new/mnist`;
  const heard: number[] = [];
  const outcome = await downloadFile({
    file,
    mirrors: [site.mirror("good")],
    folder,
    onProgress: (received) => heard.push(received),
  });
  assertEquals(outcome, "downloaded");
  assertEquals(await Deno.readFile(`${folder}/${file.name}`), content);
  assertEquals(Array.from(Deno.readDirSync(folder)).length, 1);
  assertEquals(heard.at(-1), content.length);
  assertEquals(heard, [...heard].sort((a, b) => a - b));
});

test("the next mirror is tried after each kind of failure", async (site) => {
  for (const behaviour of mirrorFailures) {
    const mirrors = [site.mirror(behaviour), site.mirror("good")];
    const download = { file, mirrors, folder: site.folder, patience: 500 };
    assertEquals(await downloadFile(download), "downloaded", behaviour);
    assertEquals(site.names(), [file.name]);
    assertEquals(await Deno.readFile(`${site.folder}/${file.name}`), content);
    await Deno.remove(`${site.folder}/${file.name}`);
  }
});

test("a mirror that sends nothing or next to it is given up, and the sentence says how much came", async (site) => {
  for (
    const [behaviour, came] of [["stalled", /nothing/], ["trickling", /only \d+ bytes/]] as const
  ) {
    const failed = downloadFile({
      file,
      mirrors: [site.mirror(behaviour)],
      folder: site.folder,
      patience: 200,
    });
    const { message } = await assertRejects(() => failed, DownloadError);
    assertMatch(message, new RegExp(`it sent ${came.source} for 0\\.2 s`));
    assertEquals(site.names(), []);
  }
});

test("without a good mirror nothing is left, and one sentence tells why", async (site) => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const mirrors = [
    ...["absent", "wrong", "short", "long", "cut"].map(site.mirror),
    `http://127.0.0.1:${port}/`,
  ];
  const error = await assertRejects(
    () => downloadFile({ file, mirrors, folder: site.folder }),
    DownloadError,
    `Download of pixels.gz: no mirror gave it (${mirrors[0]}pixels.gz: HTTP status 404 Not Found; `,
  );
  assertStringIncludes(
    error.message,
    `expected 300000 bytes with SHA-256 ${file.sha256}, got 300000`,
  );
  assertStringIncludes(error.message, "got 100000 with");
  assertStringIncludes(error.message, "it sent more than the expected 300000 bytes");
  assertStringIncludes(error.message, `${mirrors[5]}pixels.gz: client error (Connect)`);
  assertStringIncludes(error.message, `put the file into ${site.folder} yourself`);
  assertEquals(site.names(), []);
});

test("an interruption rejects with its reason and leaves nothing", async (site) => {
  const interruption = new AbortController();
  const reason = new DownloadError("interrupted");
  const download = downloadFile({
    file,
    mirrors: [site.mirror("stalled"), site.mirror("good")],
    folder: site.folder,
    onProgress: () => interruption.abort(reason),
    signal: interruption.signal,
  });
  assertEquals(await assertRejects(() => download, DownloadError), reason);
  assertEquals(site.names(), []);
});

test("a right file is kept without asking a mirror, a wrong one is replaced", async (site) => {
  const path = `${site.folder}/${file.name}`;
  await Deno.writeFile(path, content);
  assertEquals(await downloadFile({ file, mirrors: [], folder: site.folder }), "kept");
  await Deno.writeFile(path, content.slice(1));
  await assertRejects(
    () => downloadFile({ file, mirrors: [site.mirror("absent")], folder: site.folder }),
    DownloadError,
  );
  assertEquals((await Deno.readFile(path)).length, content.length - 1);
  const mirrors = [site.mirror("good")];
  assertEquals(await downloadFile({ file, mirrors, folder: site.folder }), "downloaded");
  assertEquals(await Deno.readFile(path), content);
  assertEquals(site.names(), [file.name]);
});

test("downloadFile removes what a killed download left, and not what another one still writes", async ({ folder, mirror, names }) => {
  const parts = [0, 1].map(() => `${file.name}.${crypto.randomUUID()}.part`);
  for (const name of [...parts, "notes.part"]) await Deno.writeTextFile(`${folder}/${name}`, "");
  const longAgo = new Date(Date.now() - 61_000);
  await Deno.utime(`${folder}/${parts[0]}`, longAgo, longAgo);
  await Deno.utime(`${folder}/notes.part`, longAgo, longAgo);
  await downloadFile({ file, mirrors: [mirror("good")], folder });
  assertEquals(names().sort(), [file.name, parts[1], "notes.part"].sort());
});
