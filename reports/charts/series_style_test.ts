import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { seriesStyles } from "./series_style.ts";

Deno.test("a name has the same colour whatever else is on the page", () => {
  const names = ["sgd", "momentum", "rmsprop", "adam", "lion", "nesterov", "</script>", "", "λ"];
  const together = seriesStyles(names, "name");
  for (const name of names) {
    assertEquals(
      together.get(name)!.colour,
      seriesStyles(["another", name], "name").get(name)!.colour,
    );
  }
});

Deno.test("the usual optimizers have colours of their own", () => {
  const usual = ["sgd", "momentum", "rmsprop", "adam"];
  const names = [...usual, ...Array.from({ length: 50 }, (_, index) => `plugin-${index}`)];
  const styles = seriesStyles(names, "name");
  for (const name of usual) {
    const same = names.filter((other) => styles.get(other)!.colour === styles.get(name)!.colour);
    assertEquals(same, [name]);
  }
});

Deno.test("names that share a colour differ in their line", () => {
  const names = Array.from({ length: 8 }, (_, index) => `plugin-${index}`);
  const styles = [...seriesStyles(names, "name").values()];
  assertEquals(new Set(styles.map(({ colour, dash }) => colour + dash)).size, names.length);
});

Deno.test("by order, the first series have the first colours", () => {
  const styles = seriesStyles(["zebra", "aardvark"], "order");
  assertEquals(styles.get("zebra")!.colour, "--series-1");
  assertEquals(styles.get("aardvark")!.colour, "--series-2");
});

Deno.test("a scale runs from its first colour to its last", () => {
  const styles = [...seriesStyles(["2", "4", "6"], "scale").values()];
  assertEquals(styles.map(({ colour }) => colour), ["--scale-1", "--scale-4", "--scale-7"]);
  assertEquals(seriesStyles(["2"], "scale").get("2")!.colour, "--scale-1");
  const many = [...seriesStyles(Array.from({ length: 12 }, (_, i) => `${i}`), "scale").values()];
  for (let i = 1; i < many.length; i++) {
    if (many[i].colour === many[i - 1].colour) assertNotEquals(many[i].dash, many[i - 1].dash);
  }
  assert(many.at(-1)!.colour === "--scale-7");
});
