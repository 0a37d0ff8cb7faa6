import { importNetwork, loadNetwork, type Model } from "@descent/models";

/** The network in a file of either format. */
export async function modelOfFile(path: string): Promise<Model> {
  return path.toLowerCase().endsWith(".onnx") ? await importNetwork(path) : loadNetwork(path);
}
