import type { DType, Shape } from "@descent/core";
import type { TensorValues } from "../model.ts";
import {
  ATTRIBUTE_TYPES,
  type AttributeProto,
  DATA_TYPES,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from "./_messages.ts";

/** A setting of an operator. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly texts: readonly string[] }
  | { readonly graph: GraphProto };

/** The settings of an operator by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** Writes the operators of a graph one after the other; a value is known by its name. */
export class GraphWriter {
  readonly #dtype: DType;
  readonly #nodes: NodeProto[] = [];
  readonly #initializers: Map<string, TensorProto>;
  readonly #counts: Map<string, number>;
  readonly #isInside: boolean;

  /** Path of the layer whose operators come next, which their names begin with. */
  path = "";

  /** A graph with operators of one floating-point type; inside of another, whose constants it shares. */
  constructor(dtype: DType, outer?: GraphWriter) {
    this.#dtype = dtype;
    this.#isInside = outer !== undefined;
    this.#initializers = outer === undefined ? new Map() : outer.#initializers;
    this.#counts = outer === undefined ? new Map() : outer.#counts;
  }

  /** A graph for an operator that runs one. */
  inside(): GraphWriter {
    const graph = new GraphWriter(this.#dtype, this);
    graph.path = this.path;
    return graph;
  }

  /** Adds an operator and gives its output. */
  node(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.nodeOf(1, op, inputs, attributes)[0];
  }

  /** Adds an operator with several outputs. */
  nodeOf(
    count: number,
    op: string,
    inputs: readonly string[],
    attributes: Attributes = {},
  ): readonly string[] {
    const name = this.unique(op);
    const output = Array.from({ length: count }, (_, i) => i === 0 ? name : `${name}.${i}`);
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.#nodes.push({ input: inputs, output, name, opType: op, attribute });
    return output;
  }

  /** Numbers of the network under their own name. */
  tensor(name: string, { shape, data }: TensorValues): string {
    if (!this.#initializers.has(name)) {
      this.#initializers.set(name, {
        dims: shape,
        dataType: data instanceof Float32Array ? DATA_TYPES.f32 : DATA_TYPES.f64,
        name,
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      });
    }
    return name;
  }

  /** Numbers that no training changes, of the network's type. */
  numbers(values: readonly number[], shape: Shape = [values.length]): string {
    const data = this.#dtype === "f32" ? new Float32Array(values) : new Float64Array(values);
    return this.tensor(this.#constant(this.#dtype, values, shape), { shape, data });
  }

  /** One number of the network's type. */
  number(value: number): string {
    return this.numbers([value], []);
  }

  /** Whole numbers, such as extents; one as a scalar where the shape is []. */
  ints(values: readonly number[], { shape = [values.length], dtype = "i64" }: {
    readonly shape?: Shape;
    readonly dtype?: "i32" | "i64";
  } = {}): string {
    const name = this.#constant(dtype, values, shape);
    const data = dtype === "i32" ? new Int32Array(values) : new BigInt64Array(values.map(BigInt));
    const dataType = DATA_TYPES[dtype];
    this.#initializers.set(name, {
      dims: shape,
      dataType,
      name,
      rawData: new Uint8Array(data.buffer),
    });
    return name;
  }

  /** The graph, with the last operators' outputs renamed to those of the graph. */
  finish(
    name: string,
    inputs: readonly ValueInfoProto[],
    outputs: readonly (readonly [value: string, info: ValueInfoProto])[],
  ): GraphProto {
    for (const [value, { name }] of outputs) {
      this.#nodes.push({ input: [value], output: [name!], name: name!, opType: "Identity" });
    }
    return {
      node: this.#nodes,
      name,
      input: inputs,
      output: outputs.map(([, info]) => info),
      initializer: this.#isInside ? [] : [...this.#initializers.values()],
    };
  }

  /** Whether a tensor of the network is in the graph. */
  has(name: string): boolean {
    return this.#initializers.has(name);
  }

  /** A name that nothing else in the file has. */
  unique(op: string): string {
    const base = this.path === "" ? op : `${this.path}/${op}`;
    const count = (this.#counts.get(base) ?? 0) + 1;
    this.#counts.set(base, count);
    return count === 1 ? base : `${base}${count}`;
  }

  /** A constant of few numbers is called by them, and is there once. */
  #constant(dtype: string, values: readonly number[], shape: Shape): string {
    const content = values.length <= 8 ? values.join() : this.unique("constant");
    return `${dtype}[${shape}](${content})`;
  }
}

function attributeOf(name: string, value: Attribute): AttributeProto {
  if ("int" in value) return { name, i: value.int, type: ATTRIBUTE_TYPES.int };
  if ("float" in value) return { name, f: value.float, type: ATTRIBUTE_TYPES.float };
  if ("ints" in value) return { name, ints: value.ints, type: ATTRIBUTE_TYPES.ints };
  if ("graph" in value) return { name, g: value.graph, type: ATTRIBUTE_TYPES.graph };
  const bytes = (text: string) => new TextEncoder().encode(text);
  if ("text" in value) return { name, s: bytes(value.text), type: ATTRIBUTE_TYPES.text };
  return { name, strings: value.texts.map(bytes), type: ATTRIBUTE_TYPES.texts };
}
