import { assert, assertEquals } from "@std/assert";
import { encrypt, philoxWords, seededDraws } from "./_philox.ts";

Deno.test("encrypt meets the known answers of Random123", () => {
  const answers = [
    [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
  ] as const;
  for (const [counter, key, expected] of answers) {
    const block = Uint32Array.from(counter);
    encrypt(block, key);
    assertEquals([...block], [...expected]);
  }
  assertEquals(philoxWords([0, 0])(), 0x6627e8d5);
});

Deno.test("seededDraws are as probable each, and another seed's are others", () => {
  const draw = seededDraws(1);
  const counts = [0, 0, 0];
  for (let i = 0; i < 30_000; i++) counts[draw(3)]++;
  // Five standard deviations.
  for (const count of counts) assert(Math.abs(count - 10_000) < 5 * 82, String(counts));
  const first = (seed: number): number => seededDraws(seed)(2 ** 32);
  assertEquals(first(1), first(1));
  assert(first(1) !== first(2) && first(1) !== first(1 + 2 ** 32));
});
