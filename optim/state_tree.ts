import { Tensor } from "@descent/core";
import { readableState, type SavedState, withJson } from "./_state_json.ts";

/**
 * Named tensors and numbers, nested: what must be saved to continue a run exactly.
 *
 * @category Writing an optimizer
 */
export interface StateTree {
  /** A tensor, a number or a group, by name. */
  [name: string]: Tensor | number | StateTree;
}

export type { SavedState };

/**
 * Copies a state out of kernel memory.
 *
 * `JSON.stringify` writes the copy so that {@linkcode restoreState} takes what `JSON.parse` gives, bit for bit.
 *
 * @category Writing an optimizer
 * @param state The live state, such as `optimizer.state`.
 * @returns A tree of the same form that later steps do not change.
 *
 * @example Keep a state while the optimizer goes on
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { saveState } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const velocity = arena.from([1, 2], [2]);
 * const saved = saveState({ step: 3, velocity: { bias: velocity } });
 * velocity.data.fill(0);
 * assertEquals(saved, { step: 3, velocity: { bias: new Float32Array([1, 2]) } });
 * ```
 */
export function saveState(state: StateTree): SavedState {
  return withJson(Object.fromEntries(
    Object.entries(state).map(([name, entry]) => {
      if (typeof entry === "number") return [name, entry];
      return [name, isTensor(entry) ? entry.data.slice() : saveState(entry)];
    }),
  ));
}

/**
 * Writes a saved state into a live one, so that the next step continues exactly.
 *
 * The whole form is compared before the first value is written: a state that does not fit changes nothing.
 *
 * @category Writing an optimizer
 * @param state The live state of an optimizer made for parameters of the same names, shapes and dtype.
 * @param given What {@linkcode saveState} returned, or that written as JSON and parsed.
 * @throws {TypeError} When the names, the number of elements or the element types differ.
 *
 * @example Go back to a saved state
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { restoreState, saveState } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const state = { step: 3, velocity: arena.from([1, 2], [2]) };
 * const saved = saveState(state);
 * state.step = 4;
 * state.velocity.data.fill(0);
 * restoreState(state, saved);
 * assertEquals([state.step, ...state.velocity.data], [3, 1, 2]);
 * restoreState(state, JSON.parse(JSON.stringify(saved)));
 * ```
 */
export function restoreState(state: StateTree, given: SavedState): void {
  const saved = readableState(given);
  const difference = findDifference(state, saved, "");
  if (difference !== undefined) {
    throw new TypeError(
      `restoreState: ${difference}; restore a state that was saved from the same optimizer and network`,
    );
  }
  write(state, saved);
}

function write(state: StateTree, saved: SavedState): void {
  for (const [name, value] of Object.entries(saved)) {
    const entry = state[name];
    if (typeof value === "number") state[name] = value;
    else if (isTensor(entry)) entry.data.set(value as Float32Array | Float64Array);
    else write(entry as StateTree, value as SavedState);
  }
}

/** Where a saved tree first differs in form from a live one, as a clause, or undefined when it fits. */
function findDifference(state: StateTree, saved: SavedState, path: string): string | undefined {
  const names = new Set([...Object.keys(state), ...Object.keys(saved)]);
  for (const name of names) {
    const [wanted, came] = [describe(state[name]), describe(saved[name])];
    if (wanted !== came) return `expected ${wanted} at '${path}${name}', got ${came}`;
    if (wanted !== "a group") continue;
    const difference = findDifference(
      state[name] as StateTree,
      saved[name] as SavedState,
      `${path}${name}/`,
    );
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function describe(entry: StateTree[string] | SavedState[string] | undefined): string {
  if (entry === undefined) return "nothing";
  if (typeof entry === "number") return "a number";
  if (entry instanceof Float32Array) return `${entry.length} elements of f32`;
  if (entry instanceof Float64Array) return `${entry.length} elements of f64`;
  return isTensor(entry) ? describe(entry.data) : "a group";
}

function isTensor(entry: StateTree[string] | SavedState[string]): entry is Tensor {
  return entry instanceof Tensor;
}
