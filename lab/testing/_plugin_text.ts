/**
 * The text of a module with a plugin for tests: gradient descent by hand, or with another step.
 *
 * @category Testing
 */
export function pluginText(
  name: string,
  step: string = "value.data[i] -= learningRate * gradient.data[i];",
): string {
  return `export default {
    name: "${name}", title: "Mine", reference: "nobody",
    hyperparameters: { learningRate: { default: 0.1, range: [0, 1e9], scale: "log", doc: "Rate." } },
    create: (parameters) => ({
      state: {},
      step({ learningRate, loss }) {
        for (const { value, gradient } of parameters) {
          for (let i = 0; i < value.size; i++) { ${step} }
        }
      },
    }),
  };`;
}
