import { assertEquals } from "@std/assert";
import { unrollLoops } from "./unroll_loops.ts";

Deno.test("A marked loop is repeated and kept for the rest; others are left alone", () => {
  const plain = `  for (; n > 0; n--) {
    if (step) {
      sum += step++;
    }
  }
`;
  const unrolled = unrollLoops(`  // unroll 3\n${plain}`);
  assertEquals(unrolled.split("sum += step").length - 1, 4);
  const run = new Function("n", "step", "sum", `${unrolled} return sum;`);
  assertEquals([0, 1, 2, 3, 4, 7].map((n) => run(n, 1, 0)), [0, 1, 3, 6, 10, 28]);
  assertEquals(unrollLoops(plain), plain);
});

Deno.test("A marked block is repeated; others are left alone", () => {
  const plain = `  {
    if (step) {
      sum += step++;
    }
  }
`;
  const repeated = unrollLoops(`  // repeat 3\n${plain}  {\n  }\n`);
  assertEquals(repeated, `${plain.repeat(3)}  {\n  }\n`);
});
