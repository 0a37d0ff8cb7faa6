import { assertEquals } from "@std/assert";
import { squaredSum } from "../reductions/squared_sum.ts";
import { softmaxRows } from "../rows/softmax_rows.ts";
import { threadsAllowed } from "../_threads_allowed.ts";
import { createEngine } from "./engine.ts";

Deno.test({
  name:
    "splitItems gives the bits of one thread, for items that do not divide evenly among threads",
  ignore: !threadsAllowed(),
  async fn() {
    const rows = 1001, columns = 77;
    const run = async (threads: number) => {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      using arena = engine.arena();
      const x = arena.tensor([rows, columns]), y = arena.tensor([rows, columns]);
      for (let i = 0; i < x.size; i++) x.data[i] = Math.sin(i);
      softmaxRows(x, y);
      return { y: y.data.slice(), sum: squaredSum(y) };
    };
    const one = await run(1);
    for (const threads of [2, 3]) assertEquals(await run(threads), one);
  },
});
