const SYMBOLS = [Symbol.for("Deno.customInspect"), Symbol.for("nodejs.util.inspect.custom")];

/**
 * Makes `console.log` show a text for an object, in Deno and in Node, instead of everything that it holds. An
 * object that takes no properties stays as it is.
 *
 * @category Options
 * @param target The object, or the prototype of many.
 * @param text Gives the text of the object that is shown.
 * @returns `target`.
 *
 * @example
 * ```ts
 * import { inspectable } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const point = inspectable({ x: 1, y: 2 }, ({ x, y }) => `(${x}, ${y})`);
 * assertEquals(Deno.inspect([point]), "[ (1, 2) ]");
 * ```
 */
export function inspectable<T extends object>(target: T, text: (self: T) => string): T {
  if (!Object.isExtensible(target)) return target;
  for (const symbol of SYMBOLS) {
    Object.defineProperty(target, symbol, {
      configurable: true,
      value(this: T) {
        return text(this);
      },
    });
  }
  return target;
}
