import * as v from "valibot";
import { type MetricKey, SPLITS } from "./metric.ts";

/** The schemas of fields that records and what a running trial writes have in common. */

export const text = v.string("wanted a text");
export const number = v.pipe(v.number("wanted a number"), v.finite("wanted a finite number"));
export const whole = v.pipe(
  number,
  v.safeInteger("wanted a whole number"),
  v.minValue(0, "wanted 0 or more"),
);
export const notNegative = v.pipe(number, v.minValue(0, "wanted 0 or more"));
export const positive = v.pipe(whole, v.minValue(1, "wanted 1 or more"));
export const orNull = <T>(schema: v.GenericSchema<T>): v.GenericSchema<T | null> =>
  v.nullable(schema);

// These words become folder names, so they must not be able to lead out of the runs folder.
export const segment = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._=+,-]{0,119}$/,
    "wanted a letter or digit, then up to 119 letters, digits or . _ = + , -",
  ),
);

export const scores = v.record(text, orNull(number));

export const digest = v.pipe(
  text,
  v.regex(/^[0-9a-f]{64}$/, "wanted 64 hexadecimal digits in lower case"),
);

export const shortDigest = v.pipe(
  text,
  v.regex(/^[0-9a-f]{16}$/, "wanted 16 hexadecimal digits in lower case"),
);

export const base64 = v.pipe(text, v.regex(/^[A-Za-z0-9+/]*={0,2}$/, "wanted base64"));

export const moduleFields = { address: text, digest: text };

// A split and this make a column's name.
const metricName = v.pipe(
  text,
  v.regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "wanted a letter, then letters, digits or _ . -"),
);

export const metricKey = v.custom<MetricKey>(
  (key) => typeof key === "string" && SPLITS.some((split) => key.startsWith(`${split}/`)),
  "wanted a metric on a split, such as validation/loss",
);

const metric = v.strictObject({
  title: v.pipe(text, v.nonEmpty("wanted a title")),
  better: v.picklist(["higher", "lower"], "wanted higher or lower"),
  format: v.picklist(
    ["percent", "count", "seconds", "number"],
    "wanted percent, count, seconds or number",
  ),
});

const option = v.union(
  [number, text, v.boolean(), v.array(number), v.null()],
  "wanted a finite number, a text, true, false, finite numbers or null",
);

export const problem = v.strictObject({
  name: segment,
  title: v.pipe(text, v.nonEmpty("wanted a title")),
  options: v.record(text, option),
  metrics: v.record(metricName, metric),
  selection: metricKey,
});

export const optimizer = v.strictObject({ name: segment, title: text });

export const setting = v.strictObject({
  id: segment,
  hyperparameters: v.record(text, number),
  variables: v.record(text, v.union([number, text], "wanted a finite number or a text")),
});

/** Valibot words what is wrong with an object by itself, in a form that would repeat our sentence. */
export function wanted(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== "strict_object") return issue.message;
  if (issue.expected === "Object") return "wanted an object";
  return issue.expected === "never" ? "wanted no such field" : "wanted a value";
}
