import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/** Throws unless two tensors of a rule have the same engine and element type. */
export function requireSameKind(
  rule: string,
  name: string,
  tensor: Tensor,
  otherName: string,
  other: Tensor,
): void {
  if (other.dtype !== tensor.dtype) {
    throw new TypeError(
      `Pointwise '${rule}': expected tensors of one element type, got '${name}' ${tensor.dtype} ${
        formatShape(tensor.shape)
      } and '${otherName}' ${other.dtype} ${
        formatShape(other.shape)
      }; make them all f32 or all f64`,
    );
  }
  if (other.engine !== tensor.engine) {
    throw new TypeError(
      `Pointwise '${rule}': expected tensors of one engine, got '${name}' ${
        formatShape(tensor.shape)
      } and '${otherName}' ${formatShape(other.shape)} of different engines; make both with one`,
    );
  }
}

/** Throws unless all tensors, in the order of their names, have one size. */
export function requireEqualSizes(
  rule: string,
  names: readonly string[],
  tensors: readonly Tensor[],
): void {
  if (tensors.every(({ size }) => size === tensors[0].size)) return;
  const list = tensors.map(({ shape }, index) => `'${names[index]}' ${formatShape(shape)}`);
  throw new TypeError(
    `Pointwise '${rule}': expected tensors of one size, got ${
      list.join(", ")
    }; check the shapes, or run with a count`,
  );
}

/**
 * Throws when a written tensor shares memory with another of the rule in a way that makes the result
 * depend on the order of the elements.
 *
 * Reading a tensor in the place where it is written is safe; shifted by some elements it is not.
 *
 * @param written Positions of the tensors that the rule writes.
 */
export function requireApart(
  rule: string,
  names: readonly string[],
  tensors: readonly Tensor[],
  written: readonly number[],
): void {
  for (let index = 0; index < written.length; index++) {
    const target = written[index];
    for (let other = 0; other < tensors.length; other++) {
      const a = tensors[target], b = tensors[other];
      if (other === target || !overlap(a, b)) continue;
      if (a.pointer === b.pointer && !written.includes(other)) continue;
      throw new TypeError(
        `Pointwise '${rule}': expected '${names[target]}', which is written, apart from '${
          names[other]
        }', got tensors ${formatShape(a.shape)} and ${
          formatShape(b.shape)
        } that share memory; only a tensor that is read may be the written one itself`,
      );
    }
  }
}

/** Whether two tensors have a byte in common. */
export function overlap(a: Tensor, b: Tensor): boolean {
  return a.pointer < b.pointer + b.data.byteLength && b.pointer < a.pointer + a.data.byteLength;
}
