import type { LayerInput } from "@descent/layers";

/** The output of an ONNX file's bytes for a batch, by ONNX's own runtime. */
export async function runOnnx(
  bytes: Uint8Array,
  { shape, data }: LayerInput,
): Promise<Float32Array> {
  const { env, InferenceSession, Tensor } = await import("onnxruntime-web/wasm");
  // Without threads it starts no workers.
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  try {
    const type = data instanceof Int32Array ? "int32" : "float32";
    const input = new Tensor(type, data.slice() as Float32Array, shape);
    const { output } = await session.run({ input });
    return output.data as Float32Array;
  } finally {
    await session.release();
  }
}
