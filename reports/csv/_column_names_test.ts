import { assert, assertEquals } from "@std/assert";
import { columnName, uniqueColumnNames } from "./_column_names.ts";
import { SQL_RESERVED } from "./_sql_reserved.ts";

Deno.test("columnName is snake case, and keeps digits with their word", () => {
  const cases: [text: string, name: string][] = [
    ["learningRate", "learning_rate"],
    ["hp_beta1", "hp_beta1"],
    ["weightDecayL2", "weight_decay_l2"],
    ["gradient_norm.hidden1", "gradient_norm_hidden1"],
    ["validation/top-5 accuracy", "validation_top_5_accuracy"],
    ["__a__b__", "a_b"],
    ["MSE", "mse"],
  ];
  for (const [text, name] of cases) assertEquals(columnName(text), name);
});

Deno.test("columnName gives a name that needs no quotes, whatever the text", () => {
  const texts = ["", "λ", "2x", "order", "Group", "user", "var_pop", "';drop table--", "a b", "_"];
  for (const text of texts) {
    const name = columnName(text);
    assert(/^[a-z][a-z0-9_]*$/.test(name), name);
    assert(!SQL_RESERVED.has(name), name);
  }
});

Deno.test("uniqueColumnNames numbers the later ones of one name, past names that others have", () => {
  assertEquals(uniqueColumnNames(["a", "A", "b", "a."]), ["a", "a_2", "b", "a_3"]);
  assertEquals(uniqueColumnNames(["a", "a", "a_2", "a"]), ["a", "a_3", "a_2", "a_4"]);
});

Deno.test("the reserved words are words in lower case, the usual ones among them", () => {
  for (const word of SQL_RESERVED) assert(/^[a-z][a-z0-9_]*$/.test(word), word);
  for (const word of ["order", "group", "select", "user", "table", "index"]) {
    assert(SQL_RESERVED.has(word), word);
  }
});
