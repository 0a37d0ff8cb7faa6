import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runData } from "./data.ts";

async function outcome(...args: string[]) {
  using error = stub(console, "error");
  using log = stub(console, "log");
  const code = await runData(args);
  const said = [...log.calls, ...error.calls].map((call) => String(call.args[0]));
  return { code, said };
}

Deno.test("data says that the drawn digits need no download", async () => {
  assertEquals(await outcome("digits"), {
    code: 0,
    said: ["The dataset 'digits' is within the program: it needs no download."],
  });
});

Deno.test("data refuses an unknown name and a missing one, with code 2", async () => {
  assertEquals(await outcome("mnits"), {
    code: 2,
    said: [
      "dataset: expected digits, mnist, fashion-mnist, emnist-byclass, emnist-bymerge, emnist-balanced, emnist-letters, " +
      "emnist-digits, emnist-mnist, kmnist, qmnist, wine or friedman, got 'mnits' (did you mean mnist?)",
    ],
  });
  assertEquals(await outcome(), {
    code: 2,
    said: [
      "data: expected the name of a dataset, one of digits, mnist, fashion-mnist, emnist-byclass, emnist-bymerge, " +
      "emnist-balanced, emnist-letters, emnist-digits, emnist-mnist, kmnist, qmnist, wine, friedman, got none; " +
      "for example `deno task data mnist`",
    ],
  });
});

Deno.test("data says where a set is published that it does not download", async () => {
  assertEquals(await outcome("kmnist", "--data-dir=/srv"), {
    code: 2,
    said: [
      "data: expected a dataset that can be downloaded, got 'kmnist'; get Kuzushiji-MNIST from " +
      "http://codh.rois.ac.jp/kmnist/ and put its files into /srv/kmnist",
    ],
  });
});

Deno.test("data --help names the datasets and the folder's flag", async () => {
  const { code, said } = await outcome("--help");
  assertEquals(code, 0);
  assertStringIncludes(said[0], "Allowed: digits, mnist, fashion-mnist, emnist-byclass,");
  assertStringIncludes(said[0], "--data-dir <folder>");
});
