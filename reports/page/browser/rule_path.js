// The path of an update rule down a function of two variables, by the rule's own compiled formula. Runs in the browser.

/**
 * Steps as the library's optimizer does: the same scalars in the same order, one call of the compiled formula a step.
 *
 * @param {{ run: Function, memory: WebAssembly.Memory, rule: object, program: object, values: object, gradient: Function,
 *   start: number[], steps: number }} options
 * @returns {Float64Array} x and y of the start and after each step.
 */
export function rulePath({ run, memory, rule, program, values, gradient, start, steps }) {
  const { tensors, scalars, evaluated } = rule;
  const count = scalars.length;
  const scalarValues = new Float64Array(memory.buffer, 0, count);
  const words = new Uint32Array(memory.buffer, 8 * count, 1 + tensors.length);
  const first = 16 * Math.ceil((8 * count + 4 * words.length) / 16);
  const data = tensors.map((_, index) => new Float64Array(memory.buffer, first + 16 * index, 2));
  words.set([2, ...data.map(({ byteOffset }) => byteOffset)]);
  const { running, numbers, initial } = program;
  const beginning = (name) =>
    typeof initial[name] === "function" ? initial[name](values) : initial[name] ?? 0;
  const state = Object.fromEntries(Object.keys(running).map((name) => [name, beginning(name)]));
  data.forEach((tensor, index) => {
    const value = beginning(tensors[index]);
    if (index === 0 || value === "w") tensor.set(start);
    else tensor.fill(value);
  });
  const [w, g] = data;
  const seen = evaluated === null ? w : data[tensors.indexOf(evaluated)];
  const path = new Float64Array(2 * (steps + 1));
  path.set(start);
  const now = { ...values, step: 0 };
  for (let step = 1; step <= steps; step++) {
    g.set(gradient([w[0], w[1]]));
    now.step = step;
    for (const name in running) now[name] = state[name];
    for (const name in running) now[name] = state[name] = running[name](now);
    for (let place = 0; place < count; place++) {
      const name = scalars[place];
      scalarValues[place] = Object.hasOwn(numbers, name) ? numbers[name](now) : now[name];
    }
    run(0, 0, 2);
    path.set(seen, 2 * step);
  }
  return path;
}
