import type { AttackTime, ModuleKind } from "./_attacks.ts";

/** The code that a module runs, by time. */
export type HostileCode = Partial<Record<AttackTime, string>>;

/** The text of a module that attacks; otherwise a rule, a problem or a schedule as any. */
export function hostileText(
  kind: ModuleKind,
  { import: top = "", load = "", create = "", step = "", evaluate = "" }: HostileCode,
  title = "Mine",
): string {
  const names = `name: "mine", title: ${JSON.stringify(title)}, reference: "nobody"`;
  const plugin = {
    optimizer: `{
      ${names}, hyperparameters: rows,
      create(parameters) {
        ${create}
        return {
          state: {},
          step({ learningRate }) {
            ${step}
            for (const { value, gradient } of parameters) {
              for (let i = 0; i < value.size; i++) value.data[i] -= learningRate * gradient.data[i];
            }
          },
        };
      },
    }`,
    problem: `{
      ${names}, options: rows,
      metrics: { loss: { title: "value", better: "lower", format: "number" } },
      selection: "validation/loss",
      budget: () => ({
        batchSize: 1, epochs: 20, evaluationsPerEpoch: 0.5, schedule: "constant", target: 0.1,
      }),
      load() { ${load} return { digest: "" }; },
      create(_data, _options, { engine, dtype }) {
        const arena = engine.arena();
        const value = arena.from([2, -1], [2], dtype), gradient = arena.tensor([2], dtype);
        const parameters = [{ name: "x", value, gradient, role: "weight", decays: true }];
        const loss = () => 0.5 * (value.data[0] ** 2 + value.data[1] ** 2);
        ${create}
        return {
          parameters, buffers: [], stepsPerEpoch: 1, model: "", data: null,
          examples: { train: 1, validation: 1, test: 1 },
          nextBatch: () => 1,
          gradients() { ${step} gradient.data.set(value.data); return loss(); },
          evaluate() { ${evaluate} return { loss: loss() }; },
          [Symbol.dispose]: () => arena.dispose(),
        };
      },
    }`,
    schedule: `(number) => {
      if (number === 1) { ${create} }
      ${step}
      return 1;
    }`,
  }[kind];
  const rows = kind === "problem"
    ? `{ curvature: { kind: "number", default: 1, range: [0.5, 2], doc: "Curvature." } }`
    : `{ learningRate: { default: 0.1, range: [0, 1e9], scale: "log", doc: "Rate." } }`;
  return `
    import * as optim from "@descent/optim";
    const hoard = [];
    const rows = ${rows};
    let trials = 0;
    ${top}
    const plugin = ${plugin};
    ${top.includes("as default") ? "" : "export default plugin;"}`;
}
