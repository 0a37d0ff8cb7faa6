import { assert, assertEquals, assertThrows } from "@std/assert";
import { hasFiles, withFile } from "../_testing.ts";
import { encodeSafetensors } from "./encode_safetensors.ts";
import { openSafetensors } from "./open_safetensors.ts";

function fileOf(dtype: string, shape: number[], bytes: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({ w: { dtype, shape, data_offsets: [0, bytes.length] } }),
  );
  const file = new Uint8Array(8 + header.length + bytes.length);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, 8);
  file.set(bytes, 8 + header.length);
  return file;
}

Deno.test({
  name: "openSafetensors widens halves exactly, and refuses whole numbers and other names",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const read = (dtype: string, words: Uint16Array) => {
        Deno.writeFileSync(path, fileOf(dtype, [words.length], new Uint8Array(words.buffer)));
        using file = openSafetensors(path);
        return [...file.read("w").data];
      };
      assertEquals(read("F16", Uint16Array.of(0x3c00, 0xc000, 0x0001)), [1, -2, 2 ** -24]);
      assertEquals(read("BF16", Uint16Array.of(0x3f80, 0xc000, 0x4049)), [1, -2, 3.140625]);
      assertThrows(() => read("I16", Uint16Array.of(1)), SyntaxError, "got I16");
      using file = openSafetensors(path);
      assertThrows(() => file.read("v"), SyntaxError, "expected a tensor 'v'");
      assertThrows(() => openSafetensors(`${path}/..`), Error);
    }),
});

Deno.test({
  name:
    "2,000 damaged files give a sentence or numbers, and never more memory than they have bytes",
  ignore: !hasFiles,
  fn: () =>
    withFile((path) => {
      const whole = encodeSafetensors(
        new Map([["weight", { shape: [3, 4], data: new Float32Array(12).fill(1) }]]),
        { a: "b" },
      );
      let state = 12345, refused = 0;
      const random = (below: number) => {
        state = Math.imul(state, 1103515245) + 12345 >>> 0;
        return Math.floor(state / 2 ** 32 * below);
      };
      for (let i = 0; i < 2000; i++) {
        const file = random(4) === 0 ? whole.slice(0, random(whole.length)) : whole.slice();
        for (let j = random(4); j >= 0 && file.length > 0; j--) {
          file[random(random(2) === 0 ? Math.min(16, file.length) : file.length)] = random(256);
        }
        Deno.writeFileSync(path, file);
        try {
          using opened = openSafetensors(path);
          for (const name of opened.header.tensors.keys()) opened.read(name);
        } catch (error) {
          assert(error instanceof SyntaxError, `seed 12345, file ${i}: ${error}`);
          refused++;
        }
      }
      assert(refused > 500 && refused < 2000, `${refused}`);
    }),
});
