import { assert, assertEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { ParameterBlock } from "./_parameter_block.ts";

Deno.test("A parameter block may be what makes kernel memory grow", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layout = { dtype: "f32", scalarCount: 2, tensorCount: 3, entryCount: 20 } as const;
  const before = engine.memory.buffer.byteLength;
  // Small beside a page, so that one of them is the first that does not fit.
  while (engine.memory.buffer.byteLength === before) {
    const block = new ParameterBlock(arena, layout);
    block.setSize(19, 7);
    assertEquals([...block.scalars], [NaN, NaN]);
  }
  assert(engine.memory.buffer.byteLength > before);
});
