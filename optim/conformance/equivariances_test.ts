import { assertEquals } from "@std/assert";
import { optimizerCatalogue } from "../catalogue.ts";
import { adam } from "../rules/adam.ts";
import { adamax } from "../rules/adamax.ts";
import { lion } from "../rules/lion.ts";
import { momentum } from "../rules/momentum.ts";
import { muon } from "../rules/muon.ts";
import { sgd } from "../rules/sgd.ts";
import { shampoo } from "../rules/shampoo.ts";
import { signum } from "../rules/signum.ts";
import { soap } from "../rules/soap.ts";
import { equivariances } from "./equivariances.ts";

/** Signs, gradient scale, orthogonal, rotation. */
const table: [Parameters<typeof equivariances>, boolean[]][] = [
  [[sgd], [true, false, true, true]],
  [[momentum], [true, false, true, true]],
  [[adam, { epsilon: 0 }], [true, true, false, false]],
  [[adamax, { epsilon: 0 }], [true, true, false, false]],
  [[lion], [true, true, false, false]],
  [[signum], [true, true, false, false]],
  [[muon], [false, false, true, false]],
  [[shampoo], [false, false, true, false]],
  [[soap], [false, false, true, false]],
];

for (const [[plugin, hyperparameters], wanted] of table) {
  Deno.test(`equivariances: ${plugin.title}`, () => {
    const { signs, gradientScale, orthogonal, rotation } = equivariances(plugin, hyperparameters);
    assertEquals([signs, gradientScale, orthogonal, rotation], wanted);
  });
}

// Draws come in the order of the elements.
for (const plugin of optimizerCatalogue.filter(({ needs }) => !needs?.includes("random"))) {
  Deno.test(`equivariances: ${plugin.title} does not know the order of rows and columns`, () => {
    assertEquals(equivariances(plugin).permutation, true);
  });
}
