import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { createParameter } from "./create_parameter.ts";
import { heNormal } from "./he.ts";

Deno.test("createParameter draws from the stream of its name, and lets weights alone decay", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const context = {
    arena,
    dtype: "f64",
    random: randomStream({ seed: 1 }),
    path: "hidden1",
    needsInputGradient: true,
  } as const;
  const make = (name: string, role: "weight" | "bias" | "gain") =>
    createParameter(context, {
      name,
      shape: [3, 2],
      initializer: heNormal(),
      role,
      fanIn: 3,
      fanOut: 2,
    });
  const weight = make("weight", "weight");
  assertEquals([weight.name, weight.role, weight.gradient.shape], ["hidden1.weight", "weight", [
    3,
    2,
  ]]);
  assertEquals(make("weight", "weight").value.data, weight.value.data);
  assertEquals(
    make("other", "weight").value.data.some((w, i) => w === weight.value.data[i]),
    false,
  );
  assertEquals(
    (["weight", "bias", "gain"] as const).map((role) => make("w", role).decays),
    [true, false, false],
  );
});
