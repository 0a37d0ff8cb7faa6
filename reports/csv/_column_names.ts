import { SQL_RESERVED } from "./_sql_reserved.ts";

/**
 * A name in lower snake case that no SQL needs to quote: `learningRate` as `learning_rate`,
 * `gradient_norm.hidden1` as `gradient_norm_hidden1`. Digits stay with their word: `beta1`.
 */
export function columnName(text: string): string {
  const words = text
    .replace(/(?<=[a-z0-9])[A-Z]/g, "_$&")
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];
  const name = words.join("_");
  if (!/^[a-z]/.test(name)) return name === "" ? "unnamed" : `column_${name}`;
  return SQL_RESERVED.has(name) ? `${name}_value` : name;
}

/**
 * Gives names to columns, each one a single time: where two texts become the same name, the later one gets a number.
 * The order of the texts alone decides.
 */
export function uniqueColumnNames(texts: readonly string[]): string[] {
  const wanted = texts.map(columnName);
  const taken = new Set<string>();
  return wanted.map((base) => {
    let name = base;
    for (let count = 2; taken.has(name); count++) {
      const numbered = `${base}_${count}`;
      // A number must not make the name that another text has by itself.
      if (!wanted.includes(numbered)) name = numbered;
    }
    taken.add(name);
    return name;
  });
}
