/**
 * The lines of a stream of text.
 *
 * @param stream UTF-8.
 * @returns Each line without its end; the last one also when nothing ends it.
 */
export async function* readLines(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
