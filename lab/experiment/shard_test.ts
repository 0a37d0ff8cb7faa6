import { assertEquals, assertThrows } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import { parseShard, shardMembership } from "./shard.ts";

Deno.test("parseShard refuses what is no part", () => {
  for (const text of ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", ""]) {
    assertThrows(() => parseShard(text), Error, "--shard: expected a part such as 1/4");
  }
});

Deno.test("every trial belongs to one part, and a search to one as a whole", () => {
  const trials = ["sgd", "momentum", "rmsprop", "adam", "lion"].flatMap((name) =>
    [0.1, 0.01].flatMap((learningRate) =>
      [0, 1, 2].map((seed) =>
        sampleTrial({ optimizer: { name, title: name }, hyperparameters: { learningRate }, seed })
      )
    )
  );
  for (const count of [1, 2, 3, 7]) {
    const parts = Array.from({ length: count }, (_, part) => {
      const isOwn = shardMembership({ index: part + 1, count });
      return trials.filter((trial) => isOwn(trial));
    });
    const asKeys = (list: readonly object[]) => list.map((each) => JSON.stringify(each)).sort();
    assertEquals(asKeys(parts.flat()), asKeys(trials));
    const owners = parts.map((part) => new Set(part.map(({ optimizer }) => optimizer.name)));
    assertEquals(owners.reduce((sum, { size }) => sum + size, 0), 5);
  }
});

Deno.test("a problem belongs to one part as a whole where it is to be kept", () => {
  const isOwn = shardMembership({ index: 1, count: 2, keepsProblems: true });
  const { problem } = sampleTrial();
  const owned = ["a", "b", "c"].flatMap((name) =>
    ["sgd", "adam"].map((optimizer) =>
      isOwn(sampleTrial({
        problem: { ...problem, name },
        optimizer: { name: optimizer, title: optimizer },
      }))
    )
  );
  assertEquals(owned, [true, true, false, false, true, true]);
});
