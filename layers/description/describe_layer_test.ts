import { assertThrows } from "@std/assert";
import { affine } from "../linear/affine.ts";
import { describeLayer } from "./describe_layer.ts";

Deno.test("describeLayer refuses a layer that does not say how it was made, and what is no JSON", () => {
  assertThrows(
    () => describeLayer({ kind: "mine", name: undefined, build: () => null as never }),
    TypeError,
    "'mine', which does not say how it was made",
  );
  assertThrows(
    () =>
      describeLayer({
        ...affine({ units: 1 }),
        config: { factory: "affine", options: { units: NaN } },
      }),
    TypeError,
    "affine's units",
  );
});
