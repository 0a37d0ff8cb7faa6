import { assertTwin } from "../_twin.ts";
import { scheduleFreeSgd } from "./schedule_free_sgd.ts";

Deno.test("scheduleFreeSgd: does what its equations say", () => {
  const hyperparameters = { momentum: 0.8, warmupSteps: 4, weightPower: 0.5, rateWeightPower: 2 };
  assertTwin(scheduleFreeSgd, hyperparameters, ({ w, g, t, rate, s }) => {
    if (t === 1) [s.z, s.x] = [w, w];
    const warm = rate * Math.min(1, t / 4);
    s.largest = Math.max(s.largest, warm);
    const weight = t ** 0.5 * s.largest ** 2;
    s.sum += weight;
    s.z -= warm * g;
    s.x += weight / s.sum * (s.z - s.x);
    return 0.2 * s.z + 0.8 * s.x;
  });
});
