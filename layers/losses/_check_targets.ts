import type { Tensor } from "@descent/core";

/** Throws unless all targets are from 0 to 1. */
export function checkProbabilities(title: string): (t: Tensor) => void {
  return targetCheck(title, (t) => t >= 0 && t <= 1, "from 0 to 1", "pass probabilities");
}

/** Throws unless all targets are 0 or 1. */
export function checkBinary(title: string): (t: Tensor) => void {
  return targetCheck(title, (t) => t === 0 || t === 1, "0 or 1", "pass answers");
}

/** Throws unless all targets are finite and at least 0. */
export function checkCounts(title: string): (t: Tensor) => void {
  return targetCheck(
    title,
    (t) => t >= 0 && t < Infinity,
    "that are finite and at least 0",
    "check them",
  );
}

function targetCheck(
  title: string,
  fits: (t: number) => boolean,
  wanted: string,
  advice: string,
): (t: Tensor) => void {
  return ({ data }) => {
    for (let i = 0; i < data.length; i++) {
      if (fits(data[i])) continue;
      throw new RangeError(
        `${title}: expected targets ${wanted}, got ${data[i]} at ${i}; ${advice}`,
      );
    }
  };
}
