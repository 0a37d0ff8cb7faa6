import { createEngine } from "@descent/core";
import { assert, assertEquals, assertThrows } from "@std/assert";
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

Deno.test("A saved state goes through JSON and back without losing a bit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const values = [NaN, Infinity, -Infinity, -0, 0.1, 1e-310, 3];
  const live = () => ({
    step: 7,
    worst: -Infinity,
    sign: -0,
    group: { f32: NaN, single: arena.from(values, [7], "f32") },
    double: arena.from(values, [7], "f64"),
    none: arena.tensor([0], "f32"),
  });
  const state = live(), saved = saveState(state), text = JSON.stringify(saved);
  const other = live();
  other.step =
    other.worst =
    other.sign =
    other.group.f32 =
      1;
  other.group.single.data.fill(1);
  other.double.data.fill(1);
  restoreState(other, JSON.parse(text));
  const bytes = ({ group, double }: typeof state) =>
    [group.single, double].map(({ data }) => [...new Uint8Array(data.slice().buffer)]);
  assertEquals(bytes(other), bytes(state));
  assertEquals([other.step, other.worst, other.group.f32], [7, -Infinity, NaN]);
  assert(Object.is(other.sign, -0));
  assertEquals(JSON.stringify(saveState(other)), text);
});

Deno.test("restoreState refuses JSON that saveState did not write, and changes nothing", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const state = { step: 1, velocity: arena.from([1, 2], [2]) };
  const refused = (velocity: unknown, message: string) =>
    assertThrows(
      () => restoreState(state, JSON.parse(JSON.stringify({ step: 5, velocity }))),
      TypeError,
      message,
    );
  refused(new Float32Array([3, 4]), "expected 2 elements of f32 at 'velocity', got a group");
  refused([3, 4], "expected a tensor, a number or a group at 'velocity', got [3,4]");
  refused(["f32", "AAAA*"], "got [");
  refused(["f32", "AAAA"], "got [");
  refused(null, "got null");
  refused("text", 'got "text"');
  assertEquals([state.step, ...state.velocity.data], [1, 1, 2]);
});
