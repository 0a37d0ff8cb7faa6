/** The most memory that this process had at once since {@linkcode resetPeak}, and what it had then. */
export interface PeakMemory {
  /** Forgets the peak; from here on the next one counts. */
  reset(): void;
  /** Bytes by which the peak rose above the memory at the last reset. */
  rise(): number;
}

/**
 * The peak of resident memory as Linux keeps it, which no sampling can miss; `null` where the system keeps none, or Deno
 * may not ask for it, as it may only with `--allow-all`.
 */
export function peakMemory(): PeakMemory | null {
  const peak = () => {
    const status = Deno.readTextFileSync("/proc/self/status");
    return 1024 * Number(/^VmHWM:\s*(\d+) kB/m.exec(status)![1]);
  };
  let start = 0;
  // What former files left would be used again, and not be counted.
  const { gc } = globalThis as { gc?: () => void };
  const reset = () => {
    gc?.();
    Deno.writeTextFileSync("/proc/self/clear_refs", "5");
    start = peak();
  };
  try {
    reset();
  } catch {
    return null;
  }
  return { reset, rise: () => peak() - start };
}

/** Bytes that reading a file of `size` bytes may take: what it holds, as numbers and while it is unpacked, and the reader's own. */
export function mostMemory(size: number): number {
  return 4 * size + 50e6;
}
