/** Messages of ONNX's published schema, `onnx.proto3`, as far as networks need them, by their names there. */

/** A network as a file holds it. */
export interface ModelProto {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly graph?: GraphProto;
  readonly opsetImport?: readonly OperatorSetIdProto[];
  readonly metadataProps?: readonly StringStringEntryProto[];
}

/** The version of a set of operators. */
export interface OperatorSetIdProto {
  readonly domain?: string;
  readonly version?: number;
}

/** A text by its name. */
export interface StringStringEntryProto {
  readonly key?: string;
  readonly value?: string;
}

/** Operators in the order in which they run. */
export interface GraphProto {
  readonly node?: readonly NodeProto[];
  readonly name?: string;
  readonly initializer?: readonly TensorProto[];
  readonly input?: readonly ValueInfoProto[];
  readonly output?: readonly ValueInfoProto[];
}

/** An operator, with the names of the values that it takes and gives. */
export interface NodeProto {
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly name?: string;
  readonly opType?: string;
  readonly domain?: string;
  readonly attribute?: readonly AttributeProto[];
}

/** A setting of an operator, in the field that its type names. */
export interface AttributeProto {
  readonly name?: string;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly t?: TensorProto;
  readonly g?: GraphProto;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  readonly strings?: readonly Uint8Array[];
  readonly type?: number;
}

/** Numbers under a name. */
export interface TensorProto {
  readonly dims?: readonly number[];
  readonly dataType?: number;
  readonly floatData?: readonly number[];
  readonly int64Data?: readonly number[];
  readonly doubleData?: readonly number[];
  readonly name?: string;
  readonly rawData?: Uint8Array;
  readonly dataLocation?: number;
}

/** The name and type of an input or output. */
export interface ValueInfoProto {
  readonly name?: string;
  readonly type?: TypeProto;
}

/** A type, of which networks use tensors. */
export interface TypeProto {
  readonly tensorType?: TensorTypeProto;
}

/** The type of a tensor. */
export interface TensorTypeProto {
  readonly elemType?: number;
  readonly shape?: TensorShapeProto;
}

/** The extents of a tensor. */
export interface TensorShapeProto {
  readonly dim?: readonly DimensionProto[];
}

/** An extent: a number, or a name for one that varies. */
export interface DimensionProto {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

/** The type of a field. */
export type FieldType = "int" | "float" | "double" | "string" | "bytes" | MessageName;

/** A field: its number, what it holds, and whether it holds several. */
export type Field = readonly [number: number, type: FieldType, repeated?: "repeated"];

/** The messages by name. */
export type MessageName =
  | "ModelProto"
  | "OperatorSetIdProto"
  | "StringStringEntryProto"
  | "GraphProto"
  | "NodeProto"
  | "AttributeProto"
  | "TensorProto"
  | "ValueInfoProto"
  | "TypeProto"
  | "TensorTypeProto"
  | "TensorShapeProto"
  | "DimensionProto";

/** The numbers of the fields; what a file holds beside them is passed over. */
export const MESSAGES: Readonly<Record<MessageName, Readonly<Record<string, Field>>>> = {
  ModelProto: {
    irVersion: [1, "int"],
    producerName: [2, "string"],
    graph: [7, "GraphProto"],
    opsetImport: [8, "OperatorSetIdProto", "repeated"],
    metadataProps: [14, "StringStringEntryProto", "repeated"],
  },
  OperatorSetIdProto: { domain: [1, "string"], version: [2, "int"] },
  StringStringEntryProto: { key: [1, "string"], value: [2, "string"] },
  GraphProto: {
    node: [1, "NodeProto", "repeated"],
    name: [2, "string"],
    initializer: [5, "TensorProto", "repeated"],
    input: [11, "ValueInfoProto", "repeated"],
    output: [12, "ValueInfoProto", "repeated"],
  },
  NodeProto: {
    input: [1, "string", "repeated"],
    output: [2, "string", "repeated"],
    name: [3, "string"],
    opType: [4, "string"],
    attribute: [5, "AttributeProto", "repeated"],
    domain: [7, "string"],
  },
  AttributeProto: {
    name: [1, "string"],
    f: [2, "float"],
    i: [3, "int"],
    s: [4, "bytes"],
    t: [5, "TensorProto"],
    g: [6, "GraphProto"],
    floats: [7, "float", "repeated"],
    ints: [8, "int", "repeated"],
    strings: [9, "bytes", "repeated"],
    type: [20, "int"],
  },
  TensorProto: {
    dims: [1, "int", "repeated"],
    dataType: [2, "int"],
    floatData: [4, "float", "repeated"],
    int64Data: [7, "int", "repeated"],
    name: [8, "string"],
    rawData: [9, "bytes"],
    doubleData: [10, "double", "repeated"],
    dataLocation: [14, "int"],
  },
  ValueInfoProto: { name: [1, "string"], type: [2, "TypeProto"] },
  TypeProto: { tensorType: [1, "TensorTypeProto"] },
  TensorTypeProto: { elemType: [1, "int"], shape: [2, "TensorShapeProto"] },
  TensorShapeProto: { dim: [1, "DimensionProto", "repeated"] },
  DimensionProto: { dimValue: [1, "int"], dimParam: [2, "string"] },
};

/** The numbers of element types, `TensorProto.DataType`. */
export const DATA_TYPES = { f32: 1, i32: 6, i64: 7, bool: 9, f64: 11 } as const;

/** The numbers of attribute types, `AttributeProto.AttributeType`. */
export const ATTRIBUTE_TYPES = {
  float: 1,
  int: 2,
  text: 3,
  graph: 5,
  ints: 7,
  texts: 8,
} as const;
