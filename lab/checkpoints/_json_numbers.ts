/** For `JSON.stringify`: numbers that JSON lacks as texts, so that every bit comes back. */
export function writeNumber(_key: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : Object.is(value, -0)
    ? "-0"
    : `${value}`;
}

/** For `JSON.parse`: the numbers that {@linkcode writeNumber} wrote. */
export function readNumber(_key: string, value: unknown): unknown {
  switch (value) {
    case "NaN":
    case "Infinity":
    case "-Infinity":
    case "-0":
      return Number(value);
    default:
      return value;
  }
}
