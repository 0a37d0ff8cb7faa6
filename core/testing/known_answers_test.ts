import { assertEquals } from "@std/assert";
import { isGoldenArray } from "./golden_case.ts";
import { knownAnswers } from "./known_answers.ts";

const counts = {
  by_hand: 7,
  cs231n: 37,
  reports_dev: 152,
  sequences_dev: 29,
  statistics_dev: 59,
  torch_layers_dev: 77,
  torch_optim_dev: 33,
  torch_optim_modern_dev: 86,
  torch_training: 4,
  torch_variations: 105,
} as const;

for (const [name, count] of Object.entries(counts)) {
  Deno.test(`knownAnswers gives the cases of ${name}, of different names, with whole arrays`, async () => {
    const cases = await knownAnswers(name as keyof typeof counts);
    assertEquals(new Set(cases.map((each) => each.name)).size, count);
    for (const { inputs } of cases) assertEquals(Object.values(inputs).every(isGoldenArray), true);
  });
}
