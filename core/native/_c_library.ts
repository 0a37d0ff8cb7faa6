/**
 * Functions of the C library, which every library brings with it. Deno's own functions on pointers want
 * permission for all native code; a permitted library's symbols do not.
 */
export const cSymbols = {
  memcpy: { parameters: ["buffer", "usize", "usize"], result: "usize" },
  strlen: { parameters: ["usize"], result: "usize" },
  __x86_get_cpuid_feature_leaf: { parameters: ["u32"], result: "usize", optional: true },
} as const;

type Symbols = Deno.StaticForeignLibraryInterface<
  Pick<typeof cSymbols, "memcpy" | "strlen">
>;

/** The address of the first byte. */
export function addressOf({ memcpy }: Symbols, bytes: Uint8Array): number {
  return Number(memcpy(bytes as Uint8Array<ArrayBuffer>, 0n, 0n));
}

/** A copy of so many bytes from an address. */
export function bytesAt(
  { memcpy }: Symbols,
  address: bigint,
  count: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  memcpy(bytes, address, BigInt(count));
  return bytes;
}

/** The text that ends in a zero byte; nothing at address 0. */
export function textAt(symbols: Symbols, address: bigint): string {
  if (address === 0n) return "";
  return new TextDecoder().decode(bytesAt(symbols, address, Number(symbols.strlen(address))));
}
