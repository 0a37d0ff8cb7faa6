import { sha256 } from "@descent/data";
import type { ModuleSource } from "@descent/problems";

/** A third party's module with the digest of its text, or of its address where it is no local file: that has the version of a published one. */
export async function moduleSource(address: string): Promise<ModuleSource> {
  try {
    const isUrl = address.startsWith("file:");
    const text = await Deno.readTextFile(isUrl ? new URL(address) : address);
    return { address, digest: await sha256(text) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { address, digest: await sha256(address) };
    throw error;
  }
}
