import { isShape } from "../_stored_description.ts";
import type { TensorValues } from "../model.ts";

/** The text of a file's metadata that holds the tensors which no operator reads, in JSON. */
export const REST_KEY = "descent.tensors";

/** Few numbers, such as counts of passes; JSON holds each exactly. */
export function encodeRest(tensors: ReadonlyMap<string, TensorValues>): string {
  return JSON.stringify(Object.fromEntries(
    Array.from(tensors, ([name, { shape, data }]) => [name, {
      dtype: data instanceof Float32Array ? "f32" : "f64",
      shape,
      data: [...data],
    }]),
  ));
}

/** Those tensors again, checked. */
export function decodeRest(text: string, path: string): Map<string, TensorValues> {
  const bad = (finding: string) => new SyntaxError(`${path}: ${finding}; the file is damaged`);
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw bad(`expected tensors in JSON, got ${(error as Error).message}`);
  }
  if (typeof json !== "object" || json === null) throw bad("expected tensors by name");
  return new Map(
    Object.entries(json).map(([name, value]) => {
      // deno-lint-ignore no-explicit-any -- JSON of a file.
      const { dtype, shape, data } = (value ?? {}) as any;
      const size = isShape(shape) ? shape.reduce((a, b) => a * b, 1) : undefined;
      if (!Array.isArray(data) || data.length !== size || !data.every(Number.isFinite)) {
        throw bad(`expected numbers of a shape as tensor '${name}'`);
      }
      return [name, {
        shape,
        data: dtype === "f32" ? new Float32Array(data) : new Float64Array(data),
      }];
    }),
  );
}
