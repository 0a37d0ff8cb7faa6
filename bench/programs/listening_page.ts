/**
 * A live page without a browser: `listening_page.ts <port>` loads it as soon as it is there, listens to the end, and prints how
 * many changes came.
 *
 * @module
 */
const address = `http://127.0.0.1:${Deno.args[0]}/`;

async function load(): Promise<string> {
  for (;;) {
    try {
      return await (await fetch(address)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const [, version] = /"version":"([^"]+)"/.exec(await load())!;
const events = await fetch(`${address}events?from=${version}`);
let changes = 0;
for await (const text of events.body!.pipeThrough(new TextDecoderStream())) {
  changes += text.split("event: parts").length - 1;
}
console.log(changes);
