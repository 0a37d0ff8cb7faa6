import { assertEquals, assertThrows } from "@std/assert";
import { zip } from "../testing/sample_files.ts";
import { readZip } from "./read_zip.ts";

const archive = zip({ "a.npy": new Uint8Array(500).fill(7), "b.npy": new Uint8Array([1, 2]) });

Deno.test("the files of an archive come back by name", () => {
  const files = readZip("a.npz", archive);
  assertEquals([...files.keys()], ["a.npy", "b.npy"]);
  assertEquals([files.get("a.npy")!.length, [...files.get("b.npy")!]], [500, [1, 2]]);
});

Deno.test("a file that unpacks to another length than declared is refused", () => {
  const view = new DataView(archive.slice().buffer);
  const directory = view.getUint32(view.byteLength - 6, true);
  for (
    const [size, message] of [[10, "to unpack to 10 bytes"], [
      2 ** 31,
      "2147483648 bytes packed in",
    ]] as const
  ) {
    view.setUint32(directory + 24, size, true);
    assertThrows(() => readZip("a.npz", new Uint8Array(view.buffer)), SyntaxError, message);
  }
  assertThrows(
    () => readZip("a.npz", archive.subarray(0, 40)),
    SyntaxError,
    "expected a ZIP archive",
  );
});

Deno.test("entries that share their bytes, each to be unpacked again, are refused", () => {
  const noise = Uint8Array.from({ length: 2000 }, (_, i) => (i * i * 7919 >> 3) % 256);
  const bytes = zip({ "a.npy": noise }), end = bytes.length - 22;
  const directory = new DataView(bytes.buffer).getUint32(end + 16, true);
  const entry = bytes.subarray(directory, end), times = 3;
  const many = new Uint8Array([
    ...bytes.subarray(0, directory),
    ...entry,
    ...entry,
    ...entry,
    ...bytes.subarray(end),
  ]);
  new DataView(many.buffer).setUint16(many.length - 12, times, true);
  assertThrows(() => readZip("a.npz", many), SyntaxError, "expected files side by side");
});
