import { assertTensorTwin } from "../_twin.ts";
import { dog, layerwiseDog } from "./dog.ts";

const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, each) => sum + each * each, 0));

Deno.test("dog and layerwiseDog: do what their equations say", () => {
  const start: number[] = [];
  for (const plugin of [dog, layerwiseDog]) {
    let distance = 0, squares = 0.01;
    assertTensorTwin(plugin, { relativeDistance: 0.1, epsilon: 0.01 }, ({ w, g, t, rate }) => {
      if (t === 1) [start.length, distance] = [0, 0.1 * (1 + norm(w))];
      if (t === 1) start.push(...w);
      distance = Math.max(distance, norm(w.map((each, i) => each - start[i])));
      squares += norm(g) ** 2;
      return w.map((each, i) => each - rate * distance / Math.sqrt(squares) * g[i]);
    });
  }
});
