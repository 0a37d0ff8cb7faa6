import type { ImageLayout, Parameter, Shape, Tensor } from "@descent/core";
import type { BuiltLayer, LayerInput, Mode, NamedTensor } from "./layer.ts";
import type { LayerObserver } from "./layer_observer.ts";

/**
 * A layer that tells an observer when it runs and otherwise does the same.
 *
 * @category Writing a layer
 * @param built The layer.
 * @param path Its path.
 * @param observer The observer; undefined gives the layer itself.
 * @returns The layer to run instead.
 *
 * @example Count the passes of a layer
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { buildNetwork, relu, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const passes: string[] = [];
 * using engine = createEngine();
 * using network = buildNetwork({
 *   layer: relu({ name: "gate" }),
 *   input: [1, 2],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 *   engine,
 *   observer: { enter: (path, pass) => passes.push(`${path} ${pass}`), leave: () => {} },
 * });
 * const { arena } = network;
 * network.gradients(arena.from([1, -1], [1, 2]), arena.from([0], [1], "i32"));
 * assertEquals(passes, ["gate forward", "loss forward", "loss backward", "gate backward"]);
 * ```
 */
export function observed(
  built: BuiltLayer,
  path: string,
  observer: LayerObserver | undefined,
): BuiltLayer {
  return observer === undefined ? built : new ObservedLayer(built, path, observer);
}

class ObservedLayer implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly outputLayout: ImageLayout | undefined;
  readonly #built: BuiltLayer;
  readonly #path: string;
  readonly #observer: LayerObserver;

  constructor(built: BuiltLayer, path: string, observer: LayerObserver) {
    this.output = built.output;
    this.parameters = built.parameters;
    this.buffers = built.buffers;
    this.keepsOutputGradient = built.keepsOutputGradient ?? false;
    this.outputLayout = built.outputLayout;
    this.#built = built;
    this.#path = path;
    this.#observer = observer;
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    this.#observer.enter(this.#path, "forward");
    const y = this.#built.forward(x, mode);
    this.#observer.leave(y, this.outputLayout);
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    this.#observer.enter(this.#path, "backward");
    const dx = this.#built.backward(dy);
    this.#observer.leave();
    return dx;
  }
}
