/**
 * The text of a module with a problem for tests: a parabola of two variables, with its gradient or with another one.
 *
 * @category Testing
 */
export function problemText(
  name: string,
  slope: string = "curvature * value.data[i]",
): string {
  return `export default {
    name: "${name}", title: "Bowl", reference: "nobody",
    options: { curvature: { kind: "number", default: 1, range: [0.5, 2], doc: "Curvature." } },
    metrics: { loss: { title: "value", better: "lower", format: "number" } },
    selection: "validation/loss",
    budget: () => ({
      batchSize: 1, epochs: 20, evaluationsPerEpoch: 0.5, schedule: "constant", target: 0.1,
    }),
    load: () => ({ digest: "" }),
    create(_data, { curvature }, { engine, dtype }) {
      const arena = engine.arena();
      const value = arena.from([2, -1], [2], dtype), gradient = arena.tensor([2], dtype);
      const loss = () => 0.5 * curvature * (value.data[0] ** 2 + value.data[1] ** 2);
      return {
        parameters: [{ name: "x", value, gradient, role: "weight", decays: true }],
        buffers: [],
        stepsPerEpoch: 1,
        examples: { train: 1, validation: 1, test: 1 },
        model: "",
        data: null,
        nextBatch: () => 1,
        gradients() {
          for (let i = 0; i < value.size; i++) gradient.data[i] = ${slope};
          return loss();
        },
        evaluate: () => ({ loss: loss() }),
        [Symbol.dispose]: () => arena.dispose(),
      };
    },
  };`;
}
