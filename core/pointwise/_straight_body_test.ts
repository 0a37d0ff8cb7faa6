import { assert, assertEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { entriesOffset } from "./_parameter_block.ts";
import { straightBody } from "./_straight_body.ts";
import { assertSameBits, dtypes, specialValues } from "./_testing.ts";
import { pointwise } from "./pointwise.ts";

Deno.test("Functions of the fixed kernels have bodies to put in place, but the one that branches", () => {
  for (const dtype of dtypes) {
    for (const name of ["exp", "expm1", "log", "tanh", "erf", "erfc"]) {
      const body = straightBody(`${name}_${dtype}`);
      assert(body !== undefined, name);
      assert(body.every(({ inputs }, i) => inputs.every((input) => input < i)), name);
    }
    assertEquals(straightBody(`log1p_${dtype}`), undefined);
  }
});

Deno.test("A function in place gives the bits of its call", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const rule = pointwise({
    name: "functions",
    tensors: ["x", "y"],
    update: ({ x }) => ({
      y: x.exp().add(x.expm1()).add(x.tanh()).add(x.erf()).add(x.erfc()).add(x.abs().log()).add(
        x.square().log1p(),
      ),
    }),
  });
  const values = [...specialValues, ...Array.from({ length: 60 }, (_, i) => 3 * Math.sin(i * i))];
  for (const dtype of dtypes) {
    const x = arena.from(values, [values.length], dtype), y = arena.tensor([values.length], dtype);
    rule.bind({ x, y }).run();
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
    const module = new WebAssembly.Module(rule.bytes(dtype, { shared: false }));
    assert(WebAssembly.Module.imports(module).some(({ name }) => name === `exp_${dtype}`));
    const kernels = engine.kernelExports;
    const { exports } = new WebAssembly.Instance(module, { env: { memory }, kernels });
    const bytes = x.data.byteLength, from = 1024, to = from + 2 * bytes;
    const view = (place: number) =>
      dtype === "f32"
        ? new Float32Array(memory.buffer, place, values.length)
        : new Float64Array(memory.buffer, place, values.length);
    view(from).set(x.data);
    new Uint32Array(memory.buffer, entriesOffset(0, dtype), 3).set([values.length, from, to]);
    (exports.run as (...values: number[]) => void)(0, 0, values.length);
    assertSameBits(y.data, view(to), (i) => `${dtype} ${values[i]}`);
  }
});
