import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { pageStyles } from "./series_style.ts";

Deno.test("a name has the same style wherever on the page it is asked for", () => {
  const styles = pageStyles();
  const names = ["lion", "sgd", "nesterov", "</script>", "", "λ", "constructor"];
  const all = styles(names, "name");
  for (const name of names) {
    assertEquals(styles(["another", name], "name").get(name), all.get(name));
  }
});

Deno.test("the usual optimizers have colours of their own, the same on every page", () => {
  const usual = ["sgd", "momentum", "rmsprop", "adam"];
  const names = [...Array.from({ length: 50 }, (_, index) => `plugin-${index}`), ...usual];
  const styles = pageStyles()(names, "name");
  for (const [index, name] of usual.entries()) {
    const { colour } = styles.get(name)!;
    assertEquals(colour, `--series-${index + 1}`);
    assertEquals(names.filter((other) => styles.get(other)!.colour === colour), [name]);
  }
});

Deno.test("other names take the colours that are left in order, and then other patterns of them", () => {
  const names = Array.from({ length: 16 }, (_, index) => `plugin-${index}`);
  const styles = [...pageStyles()(names, "name").values()];
  assertEquals(styles.slice(0, 5).map(({ colour, dash }) => `${colour} ${dash}`), [
    "--series-5 solid",
    "--series-6 solid",
    "--series-7 solid",
    "--series-8 solid",
    "--series-5 dash",
  ]);
  assertEquals(new Set(styles.map(({ colour, dash }) => colour + dash)).size, names.length);
});

Deno.test("by order, the first series have the first colours", () => {
  const styles = pageStyles()(["zebra", "aardvark"], "order");
  assertEquals(styles.get("zebra")!.colour, "--series-1");
  assertEquals(styles.get("aardvark")!.colour, "--series-2");
});

Deno.test("a scale runs from its first colour to its last", () => {
  const styles = [...pageStyles()(["2", "4", "6"], "scale").values()];
  assertEquals(styles.map(({ colour }) => colour), ["--scale-1", "--scale-4", "--scale-7"]);
  assertEquals(pageStyles()(["2"], "scale").get("2")!.colour, "--scale-1");
  const many = [...pageStyles()(Array.from({ length: 12 }, (_, i) => `${i}`), "scale").values()];
  for (let i = 1; i < many.length; i++) {
    if (many[i].colour === many[i - 1].colour) assertNotEquals(many[i].dash, many[i - 1].dash);
  }
  assert(many.at(-1)!.colour === "--scale-7");
});
