import { createEngine, type Tensor } from "@descent/core";
import { assertEquals, assertMatch } from "@std/assert";
import { weightsDigest } from "./weights_digest.ts";

const engine = createEngine();
const arena = engine.arena();

const named = (name: string, value: Tensor) => ({ name, value });
const parameter = (name: string, values: number[], shape: number[], dtype: "f32" | "f64" = "f32") =>
  ({
    ...named(name, arena.from(values, shape, dtype)),
    gradient: arena.tensor(shape, dtype),
    role: "weight",
    decays: true,
  }) as const;

const weight = parameter("weight", [1, 2], [2]);
const mean = named("mean", arena.from([0.5], [1], "f32"));

Deno.test("weightsDigest is the same for the same names, types, shapes and bits", () => {
  const digest = weightsDigest({ parameters: [weight], buffers: [mean] });
  assertMatch(digest, /^[0-9a-f]{64}$/);
  const copy = { parameters: [parameter("weight", [1, 2], [2])], buffers: [mean] };
  assertEquals(weightsDigest(copy), digest);
});

Deno.test("weightsDigest differs where a bit, a name, a type, a shape or a buffer does", () => {
  const models = [
    { parameters: [weight], buffers: [mean] },
    { parameters: [weight], buffers: [] },
    { parameters: [parameter("weight", [1, 2.0000002384185791], [2])], buffers: [mean] },
    { parameters: [parameter("weigh", [1, 2], [2])], buffers: [mean] },
    { parameters: [parameter("weight", [1, 2], [2], "f64")], buffers: [mean] },
    { parameters: [parameter("weight", [1, 2], [1, 2])], buffers: [mean] },
    { parameters: [parameter("weight", [0, 2], [2])], buffers: [mean] },
    { parameters: [parameter("weight", [-0, 2], [2])], buffers: [mean] },
  ];
  assertEquals(new Set(models.map(weightsDigest)).size, models.length);
});
