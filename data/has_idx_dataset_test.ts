import { assertEquals, assertThrows } from "@std/assert";
import { hasIdxDataset } from "./has_idx_dataset.ts";
import { idxSources } from "./idx_sources.ts";

const needed = ["read", "write"] as const;
const ignore = needed.some((name) => Deno.permissions.querySync({ name }).state !== "granted");
if (ignore) {
  console.log("hasIdxDataset: test with files skipped, needs --allow-read, --allow-write");
}

Deno.test({
  name: "hasIdxDataset wants all four files, packed or not, and not those of another data set",
  ignore,
  fn: async () => {
    const directory = await Deno.makeTempDir({ prefix: "descent-" });
    try {
      const folder = `${directory}/mnist`;
      await Deno.mkdir(folder);
      const names = Object.values(idxSources[0].files).map(({ name }) => name);
      for (const name of names) {
        assertEquals(hasIdxDataset("mnist", directory), false);
        await Deno.writeTextFile(`${folder}/${name.replace(".gz", "")}`, "");
      }
      assertEquals(hasIdxDataset("mnist", directory), true);
      assertEquals(hasIdxDataset("mnist", folder), true);
      assertEquals(hasIdxDataset("fashion-mnist", directory), false);
      assertEquals(hasIdxDataset("fashion-mnist", folder), false);
    } finally {
      await Deno.remove(directory, { recursive: true });
    }
  },
});

Deno.test("hasIdxDataset refuses a name that nobody has", () => {
  assertThrows(() => hasIdxDataset("minst"), RangeError, "expected one of mnist");
});
