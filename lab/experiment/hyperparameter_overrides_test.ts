import { assertEquals, assertThrows } from "@std/assert";
import { TaskError } from "@descent/cli";
import { hyperparameterOverrides } from "./hyperparameter_overrides.ts";
import { knownOptimizers } from "./known_optimizers.ts";

const known = await knownOptimizers([]);

function asObject(texts: readonly string[]) {
  return Object.fromEntries(hyperparameterOverrides(texts, known));
}

Deno.test("hyperparameterOverrides collects values by optimizer, the last one of a name", () => {
  assertEquals(
    asObject(
      ["adam.beta1=0", "rmsprop.alpha=0.9", "adam.epsilon=1e-6", "adam.beta1=0.5"],
    ),
    { adam: { beta1: 0.5, epsilon: 1e-6 }, rmsprop: { alpha: 0.9 } },
  );
  assertEquals(asObject([]), {});
});

Deno.test("hyperparameterOverrides says what is wrong and what is allowed", () => {
  const messages: Record<string, string> = {
    "adam": "--set: expected a value like adam.beta1=0.95, got 'adam'",
    "adam.beta1=":
      "--set: expected a number for adam.beta1, got nothing; write it after the =, as in adam.beta1=0.95",
    "adma.beta1=0":
      `--set: expected an optimizer, one of ${
        known.map(({ plugin }) => plugin.name).join(", ")
      }, ` +
      "got 'adma' (did you mean adam?)",
    "adam.beta=0": "--set: expected a hyperparameter of adam (for the learning rate use " +
      "--learning-rate), one of beta1, beta2, epsilon, got 'beta' (did you mean beta1?)",
    "sgd.learningRate=1": "--set: expected a hyperparameter of sgd (for the learning rate use " +
      "--learning-rate), of which there are none, got 'learningRate'",
    "adam.beta1=2":
      "--set: Optimizer 'adam': expected beta1 from 0 to 0.999999, got 2; the default is 0.9",
    "adam.beta1=x":
      "--set: Optimizer 'adam': expected beta1 from 0 to 0.999999, got string 'x'; give a number",
    "adam.beta1= ":
      "--set: expected a number for adam.beta1, got nothing; write it after the =, as in adam.beta1=0.95",
  };
  for (const [text, message] of Object.entries(messages)) {
    const error = assertThrows(() => hyperparameterOverrides([text], known), TaskError);
    assertEquals([error.message, error.exitCode], [message, 2]);
  }
});

Deno.test("hyperparameterOverrides knows an optimizer called constructor, and no inherited name", () => {
  const [adam] = known.filter(({ plugin }) => plugin.name === "adam");
  for (const name of ["constructor", "toString", "__proto__", "a".repeat(130)]) {
    const own = [{ ...adam, plugin: { ...adam.plugin, name } }];
    const overrides = hyperparameterOverrides([`${name}.beta1=0.5`, `${name}.beta2=0.6`], own);
    assertEquals(overrides.get(name), { beta1: 0.5, beta2: 0.6 });
    assertThrows(() => hyperparameterOverrides([`adam.${name}=1`], known), TaskError, "expected a");
    assertThrows(() => hyperparameterOverrides([`${name}.a=1`], known), TaskError, "expected an");
  }
});
