import jstat from "jstat";

// jStat ships no types; these are the two functions that are used, as its documentation gives them.
interface StudentT {
  cdf(x: number, degreesOfFreedom: number): number;
  inv(probability: number, degreesOfFreedom: number): number;
}

const studentT = (jstat as unknown as { studentt: StudentT }).studentt;

/** The value that |t| stays below with this probability. */
export function twoSidedQuantile(probability: number, degreesOfFreedom: number): number {
  return studentT.inv(0.5 + probability / 2, degreesOfFreedom);
}

/** The probability that |t| comes out at least this large by chance. */
export function twoSidedProbability(t: number, degreesOfFreedom: number): number {
  return 2 * studentT.cdf(-Math.abs(t), degreesOfFreedom);
}
