import { createEngine } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { makeParameter } from "./_testing.ts";
import { stateLike } from "./state_like.ts";

Deno.test("stateLike makes a tensor of its own for each parameter, with the parameter's type and shape", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const f64 = { ...makeParameter(arena, { values: [5, 6], gradient: [1, 1] }), name: "a" };
  const f32 = {
    ...f64,
    name: "b",
    value: arena.tensor([2, 3]),
    gradient: arena.tensor([2, 3]),
  };
  const state = stateLike([f64, f32], 7);
  assertEquals(Object.keys(state), ["a", "b"]);
  assertEquals([state.a.dtype, state.b.dtype], [f64.value.dtype, "f32"]);
  assertEquals([state.a.shape, state.b.shape], [f64.value.shape, [2, 3]]);
  assertEquals([...state.a.data, ...state.b.data], new Array(8).fill(7));
  assert(state.a.pointer !== f64.value.pointer);
  assertEquals([...stateLike([f64]).a.data], [0, 0]);
});
