import { assertEquals, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { DownloadError } from "./download_error.ts";
import { downloadDataset, type DownloadProgress } from "./download_dataset.ts";
import { idxSources } from "./idx_sources.ts";

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

/** Content that the server sends as a file of that name. */
const contentOf = (name: string) => new TextEncoder().encode(`content of ${name}`);
const remote = (name: string) => ({
  name,
  sha256: createHash("sha256").update(contentOf(name)).digest("hex"),
  bytes: contentOf(name).length,
});
const files = {
  trainImages: remote("a"),
  trainLabels: remote("b"),
  testImages: remote("c"),
  testLabels: remote("d"),
};

Deno.test({
  name: "all files come into the dataset's folder; a second run goes on where the first failed",
  ignore: maySkip,
  fn: async () => {
    const directory = await Deno.makeTempDir();
    const asked: string[] = [];
    let failing = "c";
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
      const name = new URL(request.url).pathname.slice(1);
      asked.push(name);
      return name === failing ? new Response(null, { status: 503 }) : new Response(contentOf(name));
    });
    try {
      const source = {
        ...idxSources[0],
        mirrors: [`http://127.0.0.1:${server.addr.port}/`],
        files,
      };
      const told: string[] = [];
      const onProgress = ({ file, state }: DownloadProgress) => {
        if (state !== "receiving") told.push(`${file.name} ${state}`);
      };
      const download = () => downloadDataset({ source, directory, onProgress });
      await assertRejects(download, DownloadError, "Download of c: no mirror gave it");
      assertEquals(told, ["a downloaded", "b downloaded"]);
      failing = "";
      assertEquals(await download(), `${directory}/mnist`);
      assertEquals(told.slice(2), ["a kept", "b kept", "c downloaded", "d downloaded"]);
      assertEquals(asked, ["a", "b", "c", "c", "d"]);
      for (const name of ["a", "b", "c", "d"]) {
        assertEquals(await Deno.readFile(`${directory}/mnist/${name}`), contentOf(name));
      }
    } finally {
      await server.shutdown();
      await Deno.remove(directory, { recursive: true });
    }
  },
});
