import type { LayerPart } from "@descent/layers";
import type { GraphWriter } from "./_graph_writer.ts";
import {
  type Form,
  type Forms,
  optionsOf,
  reshape,
  type Scope,
  split,
  transpose,
} from "./_form.ts";
import { DATA_TYPES } from "./_messages.ts";

interface RecurrentOptions {
  readonly units: number;
  readonly bidirectional?: boolean;
  readonly activation?: "tanh" | "relu";
}

/** Places of ONNX's gates, i o f c and z r h, among those here, i f g o and r z n. */
const GATES = { rnn: [0], lstm: [0, 3, 1, 2], gru: [1, 0, 2] } as const;
type Cell = keyof typeof GATES;

const recurrent = (cell: Cell): Form => (part, x, scope) =>
  scope.mask === undefined ? byOperator(cell, part, x, scope) : byScan(cell, part, x, scope);

/** The layer as the operator of its name, with the gates in ONNX's order. */
function byOperator(cell: Cell, part: LayerPart, x: string, { graph, tensor }: Scope): string {
  const { units, bidirectional = false, activation = "tanh" } = optionsOf<RecurrentOptions>(part);
  const ways = bidirectional ? ["", "Reverse"] : [""], gates = GATES[cell];
  const inOrder = (value: string): string => {
    if (gates.length === 1) return value;
    const parts = split(graph, value, 0, gates.map(() => units));
    return graph.node("Concat", gates.map((gate) => parts[gate]), { axis: { int: 0 } });
  };
  const stacked = (make: (way: string) => string) => {
    const each = ways.map((way) => graph.node("Unsqueeze", [make(way), graph.ints([0])]));
    return each.length === 1 ? each[0] : graph.node("Concat", each, { axis: { int: 0 } });
  };
  const weight = (name: string) =>
    stacked((way) => inOrder(transpose(graph, tensor(part, `${name}${way}`), [1, 0])));
  const bias = stacked((way) =>
    graph.node(
      "Concat",
      ["inputBias", "recurrentBias"].map((name) => inOrder(tensor(part, `${name}${way}`))),
      { axis: { int: 0 } },
    )
  );
  const steps = transpose(graph, x, [1, 0, 2]);
  const inputs = [steps, weight("inputWeight"), weight("recurrentWeight"), bias];
  const states = graph.node(cell.toUpperCase(), inputs, {
    hidden_size: { int: units },
    direction: { text: bidirectional ? "bidirectional" : "forward" },
    ...cell === "gru" ? { linear_before_reset: { int: 1 } } : {},
    ...cell === "rnn" && activation === "relu"
      ? { activations: { texts: ways.map(() => "Relu") } }
      : {},
  });
  // [T, ways, N, H] to [N, T, ways H].
  const [, T, width] = part.built.output;
  return reshape(graph, transpose(graph, states, [2, 0, 1, 3]), [0, T, width]);
}

/** The layer step by step, since ONNX's operators know no padding but at the end. */
function byScan(cell: Cell, part: LayerPart, x: string, scope: Scope): string {
  const { graph } = scope, { bidirectional = false } = optionsOf<RecurrentOptions>(part);
  const ways = bidirectional ? ["", "Reverse"] : [""];
  const each = ways.map((way) => scanOneWay(cell, way, part, x, scope));
  return each.length === 1 ? each[0] : graph.node("Concat", each, { axis: { int: 2 } });
}

function scanOneWay(
  cell: Cell,
  way: string,
  part: LayerPart,
  x: string,
  { graph, tensor, mask, dtype }: Scope,
): string {
  const { units } = optionsOf<RecurrentOptions>(part), reverse = way === "" ? 0 : 1;
  const products = graph.node("MatMul", [x, tensor(part, `inputWeight${way}`)]);
  const sums = graph.node("Add", [products, tensor(part, `inputBias${way}`)]);
  const steps = transpose(graph, sums, [1, 0, 2]);
  const marks = graph.node("Unsqueeze", [transpose(graph, mask!, [1, 0]), graph.ints([2])]);
  const batch = graph.node("Shape", [x], { start: { int: 0 }, end: { int: 1 } });
  const shape = graph.node("Concat", [batch, graph.ints([units])], { axis: { int: 0 } });
  const zero = graph.node("Expand", [graph.number(0), shape]);
  const states = cell === "lstm" ? ["h", "c"] : ["h"];

  const body = graph.inside();
  const named = (name: string) => graph.unique(name);
  const info = (name: string, elemType: number) => ({ name, type: { tensorType: { elemType } } });
  const before = states.map(named), step = named("step"), mark = named("padding");
  const recurrentSums = body.node("Add", [
    body.node("MatMul", [before[0], tensor(part, `recurrentWeight${way}`)]),
    tensor(part, `recurrentBias${way}`),
  ]);
  const after = nextStates(cell, part, body, { sums: step, recurrentSums, before });
  const kept = after.map((value, i) => body.node("Where", [mark, before[i], value]));
  const shown = body.node("Where", [mark, body.number(0), kept[0]]);
  const number = DATA_TYPES[dtype];
  const run = body.finish(
    named("step"),
    [...before.map((name) => info(name, number)), info(step, number), info(mark, DATA_TYPES.bool)],
    [...kept, shown].map((value) => [value, info(named("output"), number)]),
  );
  const outputs = graph.nodeOf(
    states.length + 1,
    "Scan",
    [...states.map(() => zero), steps, marks],
    {
      body: { graph: run },
      num_scan_inputs: { int: 2 },
      scan_input_directions: { ints: [reverse, reverse] },
      scan_output_directions: { ints: [reverse] },
    },
  );
  return transpose(graph, outputs[states.length], [1, 0, 2]);
}

/** The states after a step. */
function nextStates(
  cell: Cell,
  part: LayerPart,
  graph: GraphWriter,
  { sums, recurrentSums, before }: {
    readonly sums: string;
    readonly recurrentSums: string;
    readonly before: readonly string[];
  },
): readonly string[] {
  const { units, activation = "tanh" } = optionsOf<RecurrentOptions>(part);
  const of = (op: string, ...inputs: string[]) => graph.node(op, inputs);
  if (cell === "rnn") {
    return [of(activation === "relu" ? "Relu" : "Tanh", of("Add", sums, recurrentSums))];
  }
  if (cell === "lstm") {
    const all = split(graph, of("Add", sums, recurrentSums), 1, Array(4).fill(units));
    const [i, f, o] = [all[0], all[1], all[3]].map((gate) => of("Sigmoid", gate));
    const c = of("Add", of("Mul", f, before[1]), of("Mul", i, of("Tanh", all[2])));
    return [of("Mul", o, of("Tanh", c)), c];
  }
  const [rs, zs, ns] = split(graph, sums, 1, Array(3).fill(units));
  const [ru, zu, nu] = split(graph, recurrentSums, 1, Array(3).fill(units));
  const r = of("Sigmoid", of("Add", rs, ru)), z = of("Sigmoid", of("Add", zs, zu));
  const n = of("Tanh", of("Add", ns, of("Mul", r, nu)));
  return [of("Add", n, of("Mul", z, of("Sub", before[0], n)))];
}

/** The last step of each sequence that is no padding; the last one where all are. */
const lastStep: Form = (part, x, { graph, mask }) => {
  const T = part.input[1];
  if (mask === undefined) {
    const last = graph.ints([T - 1], { shape: [] });
    return graph.node("Gather", [x, last], { axis: { int: 1 } });
  }
  const numbers = graph.ints(Array.from({ length: T }, (_, t) => t));
  const none = graph.ints([-1], { shape: [] }), end = graph.ints([T - 1], { shape: [] });
  const steps = graph.node("Where", [mask, none, numbers]);
  const largest = graph.node("ReduceMax", [steps, graph.ints([1])], { keepdims: { int: 1 } });
  const isNone = graph.node("Equal", [largest, none]);
  const last = graph.node("Where", [isNone, end, largest]);
  return graph.node("GatherND", [x, last], { batch_dims: { int: 1 } });
};

/** Recurrent layers as operators. */
export const recurrentForms: Forms = {
  rnn: recurrent("rnn"),
  lstm: recurrent("lstm"),
  gru: recurrent("gru"),
  lastStep,
};
