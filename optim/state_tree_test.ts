import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { restoreState, type SavedState, saveState } from "./state_tree.ts";

Deno.test("restoreState: writes back every tensor and number, in both element types", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const state = {
    step: 7,
    mean: { a: arena.from([1, 2, 3], [3], "f32"), b: arena.from([0.1], [1, 1], "f64") },
    empty: arena.tensor([0, 4]),
    history: { count: 2, deeper: { alpha: 0.5 } },
  };
  const saved = saveState(state);
  state.step = 0;
  state.mean.a.data.fill(9);
  state.mean.b.data.fill(9);
  state.history.deeper.alpha = 9;
  restoreState(state, saved);
  assertEquals(saveState(state), saved);
  assertEquals(saved, {
    step: 7,
    mean: { a: new Float32Array([1, 2, 3]), b: new Float64Array([0.1]) },
    empty: new Float32Array(0),
    history: { count: 2, deeper: { alpha: 0.5 } },
  });
});

Deno.test("restoreState: a state of another form changes nothing", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const mean = arena.from([1, 2], [2]);
  const state = { step: 1, group: { mean } };
  const cases: [SavedState, string][] = [
    [{ step: 5 }, "expected a group at 'group', got nothing"],
    [{ step: 5, group: {} }, "expected 2 elements of f32 at 'group/mean', got nothing"],
    [{ group: { mean: new Float32Array(2) } }, "expected a number at 'step', got nothing"],
    [{ step: 5, group: { mean: 3 } }, "expected 2 elements of f32 at 'group/mean', got a number"],
    [{ step: 5, group: { mean: new Float32Array(3) } }, "got 3 elements of f32"],
    [{ step: 5, group: { mean: new Float64Array(2) } }, "got 2 elements of f64"],
    [
      { step: 5, group: { mean: new Float32Array(2) }, more: 1 },
      "expected nothing at 'more', got a number",
    ],
  ];
  for (const [saved, message] of cases) {
    assertThrows(() => restoreState(state, saved), TypeError, message);
    assertEquals([state.step, ...mean.data], [1, 1, 2]);
  }
});
