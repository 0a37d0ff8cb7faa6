import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { newtonSchulzTwin } from "./_newton_schulz_twin.ts";
import { newtonSchulz } from "./newton_schulz.ts";

for (const [rows, columns] of [[3, 5], [5, 3], [4, 4], [1, 6], [6, 1]] as const) {
  Deno.test(`newtonSchulz: does what its equations say, ${rows} by ${columns}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, run } = newtonSchulz(arena, [rows, columns], "f64");
    for (let place = 0; place < x.size; place++) x.data[place] = Math.sin(1 + place * place);
    const wanted = newtonSchulzTwin([...x.data], rows);
    run();
    wanted.forEach((each, place) => assertAlmostEquals(x.data[place], each, 1e-12));
  });
}
