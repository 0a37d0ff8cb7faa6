const markedLoop = /^( *)\/\/ unroll (\d+)\n\1(for \(; (\w+) > 0; \4--\) \{\n(.*?)^\1\})$/gms;
const markedBlock = /^( *)\/\/ repeat (\d+)\n(\1\{\n.*?^\1\}\n)/gms;

/**
 * Repeats the body of each counting loop that is marked with `// unroll 4`, as many times; the loop itself
 * stays, for the rest. Neither the kernels' compiler nor V8 does so by itself. A body must not read its counter.
 *
 * A block marked with `// repeat 7` stands there as many times, and no loop, whose turns V8 makes cost more than the
 * addresses that walk through a few steps.
 *
 * @param source Text of a kernel.
 * @returns The text to compile.
 */
export function unrollLoops(source: string): string {
  const repeated = source.replaceAll(
    markedBlock,
    (_, _indent: string, times: string, block: string) => block.repeat(Number(times)),
  );
  return repeated.replaceAll(
    markedLoop,
    (_, indent: string, times: string, loop: string, counter: string, body: string) => {
      const block = `${indent}{\n${body}${indent}}\n`;
      const whole = `${indent}for (; ${counter} >= ${times}; ${counter} -= ${times}) {\n${
        block.repeat(Number(times))
      }${indent}}\n`;
      return `${whole}${indent}${loop}`;
    },
  );
}
