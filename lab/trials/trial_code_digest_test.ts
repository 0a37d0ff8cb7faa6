import { isPermitted } from "@descent/cli/testing";
import { assert, assertEquals, assertLess } from "@std/assert";
import { graphDigest } from "../identity/graph_digest.ts";
import { moduleGraph } from "../identity/module_graph.ts";
import { attacks } from "./_attacks.ts";
import { trialCodeDigest } from "./trial_code_digest.ts";

const ignore = !isPermitted("trialCodeDigest", { name: "read" });
const worker = new URL("./_trial_worker.ts", import.meta.url).href;
const root = new URL("../", import.meta.resolve("@descent/core")).href;

Deno.test({
  name: "trialCodeDigest covers the members that train, and no pages of reports",
  ignore,
  fn() {
    const paths = moduleGraph(worker).flatMap(({ address, text }) =>
      text === undefined ? [] : address.slice(root.length)
    );
    for (
      const path of [
        "core/kernels/kernels_generated.ts",
        "core/threads/_thread_worker.ts",
        "core/deno.json",
        "layers/linear/affine.ts",
        "optim/rules/sgd.ts",
        "problems/two_layer.ts",
        "data/digits.ts",
        "lab/training/train.ts",
      ]
    ) assert(paths.includes(path), path);
    const strangers = paths.filter((path) =>
      /_test\.ts$|^(cli|experiments|verify|bench)\/|^reports\/(?!record\/|text\/|deno)/.test(path)
    );
    assertEquals(strangers, []);
  },
});

Deno.test({
  name: `trialCodeDigest changes with each of ${attacks.rows.edit.times} edits in the sources`,
  ignore,
  fn() {
    const modules = moduleGraph(worker).filter(({ text }) => text !== undefined);
    const texts = new Map(modules.map(({ address, text }) => [address, text!]));
    const digestOf = (edited?: string, text?: string) =>
      graphDigest(moduleGraph(worker, {
        read: (url) => url === edited ? text : texts.get(url),
      }));
    const digests = new Set([digestOf()]);
    let state = 11;
    const below = (limit: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor(state / 2 ** 32 * limit);
    };
    for (let edit = 0; edit < attacks.rows.edit.times; edit++) {
      const { address, text = "" } = modules[below(modules.length)];
      const place = below(text.length);
      // A character more, one less, or another one.
      const kept = text.slice(place + (edit % 3 === 0 ? 0 : 1));
      digests.add(digestOf(address, `${text.slice(0, place)}${edit % 3 === 1 ? "" : "~"}${kept}`));
    }
    assertEquals(digests.size, 1 + attacks.rows.edit.times);
  },
});

Deno.test({
  name: "trialCodeDigest is worked out once",
  ignore,
  fn() {
    const first = trialCodeDigest();
    // The best of some: a second working out would take longer than this on any machine.
    const times = Array.from({ length: 10 }, () => {
      const startedAt = performance.now();
      assertEquals(trialCodeDigest(), first);
      return performance.now() - startedAt;
    });
    assertLess(Math.min(...times), 5);
  },
});
