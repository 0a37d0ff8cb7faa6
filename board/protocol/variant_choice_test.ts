import { assertEquals } from "@std/assert";
import { boardCatalogue, checkOptions, chooseProblem, type OptionValues } from "@descent/problems";
import { variantChoice } from "./variant_choice.ts";

Deno.test("variantChoice is every board problem with other options and the same budget", () => {
  for (const plugin of boardCatalogue) {
    const choice = chooseProblem(plugin);
    const { options, ...rest } = variantChoice(choice, { options: plugin.variant!(3) });
    const { options: own, ...same } = choice;
    assertEquals(rest, same);
    assertEquals(checkOptions<OptionValues>(plugin.name, plugin.options, options), options);
    assertEquals(own.width, 1);
    assertEquals(plugin.budget(options), choice.budget, plugin.name);
  }
});
