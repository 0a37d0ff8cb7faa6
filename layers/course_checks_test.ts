import {
  type Arena,
  createEngine,
  numericGradient,
  numericOutputGradient,
  randomStream,
  relativeError,
  type Tensor,
} from "@descent/core";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { buildAlone } from "./_build_alone.ts";
import { classesOf, type GoldenArray, type GoldenCase, tensorOf } from "./_golden_case.ts";
import { affine } from "./affine.ts";
import { flatten } from "./flatten.ts";
import { l2Penalty } from "./l2_penalty.ts";
import type { BuiltLayer, Layer } from "./layer.ts";
import { buildNetwork } from "./network.ts";
import { twoLayerNet } from "./networks/two_layer_net.ts";
import { relu } from "./relu.ts";
import { sequential } from "./sequential.ts";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";
import golden from "./testdata/cs231n.json" with { type: "json" };

const cases = golden.cases as unknown as readonly GoldenCase[];

function courseCase(name: string): GoldenCase {
  const found = cases.find((each) => each.name === name);
  assert(found, `no case ${name}`);
  return found;
}

function expectedArray(course: GoldenCase, name: string): readonly number[] {
  return (course.expected[name] as GoldenArray).data;
}

/** Sets a layer's parameters, in order. */
function setParameters({ parameters }: Pick<BuiltLayer, "parameters">, ...values: GoldenArray[]) {
  values.forEach(({ data }, i) => parameters[i].value.data.set(data));
}

/** `|a − b| ≤ 1e-9 |b| + 1e-12 max |b|`, the tolerance stated in the file for gradients. */
function assertGradient(got: Tensor, want: readonly number[], what: string) {
  const largest = Math.max(...want.map(Math.abs));
  want.forEach((b, i) =>
    assertLess(Math.abs(got.data[i] - b), 1e-9 * Math.abs(b) + 1e-12 * largest, `${what} ${i}`)
  );
}

const affineOnRows = (units: number) => sequential([flatten(), affine({ units })]);

/** Forward, backward and the numeric gradients of a layer, with the course's input, parameters and step. */
function checkBackward(
  arena: Arena,
  layer: Layer,
  course: GoldenCase,
  bounds: Readonly<Record<string, number>>,
) {
  const { x: input, w, b, dout } = course.inputs;
  const built = buildAlone(arena, layer, input.shape);
  if (w) setParameters(built, w, b);
  const x = tensorOf(arena, input), dy = tensorOf(arena, dout);
  const y = built.forward(x, "train");
  assertLess(relativeError(y.data, expectedArray(course, "out")), 1e-13);
  const dx = built.backward(tensorOf(arena, dout))!;
  const [dw, db] = built.parameters;
  const values: Record<string, Tensor> = { dx: x, dw: dw?.value, db: db?.value };
  const analytic: Record<string, Tensor> = { dx, dw: dw?.gradient, db: db?.gradient };
  const errors: Record<string, number> = {};
  for (const [name, bound] of Object.entries(bounds)) {
    assertGradient(analytic[name], expectedArray(course, name), name);
    const gradient = analytic[name].data.slice();
    const numeric = numericOutputGradient(() => built.forward(x, "train"), values[name], dy);
    errors[name] = relativeError(gradient, numeric);
    assertLess(errors[name], bound, name);
  }
  return errors;
}

Deno.test("The course's affine forward check gives its printed difference, 9.77e-10", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("affine_forward"), { x, w, b } = course.inputs;
  const built = buildAlone(arena, affineOnRows(3), x.shape);
  setParameters(built, w, b);
  const y = built.forward(tensorOf(arena, x), "eval");
  assertLess(relativeError(y.data, expectedArray(course, "out")), 9.77e-10);
  assertLess(relativeError(y.data, expectedArray(course, "out_full")), 1e-12);
});

Deno.test("The course's relu forward check gives its printed difference, 5.0e-8", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("relu_forward"), { x } = course.inputs;
  const y = buildAlone(arena, relu(), x.shape).forward(tensorOf(arena, x), "eval");
  const difference = relativeError(y.data, expectedArray(course, "out"));
  assertAlmostEquals(difference, course.expected.difference_printed as number, 1e-16);
  assertEquals([...y.data], expectedArray(course, "out_full"));
});

Deno.test("The course's affine gradients are met to 5e-10", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bounds = { dx: 5e-10, dw: 5e-10, db: 5e-10 };
  checkBackward(arena, affineOnRows(5), courseCase("affine_backward"), bounds);
});

Deno.test("The course's relu gradient error is met exactly, 3.276e-12", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("relu_backward");
  const { dx } = checkBackward(arena, relu(), course, { dx: 3.28e-12 });
  assertEquals(dx, (course.expected.relative_error_printed as { dx: number }).dx);
});

Deno.test("The course's affine - relu gradients are met to 5e-10", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = sequential([flatten(), affine({ units: 10 }), relu()]);
  const bounds = { dx: 5e-10, dw: 5e-10, db: 5e-10 };
  checkBackward(arena, layer, courseCase("affine_relu_backward"), bounds);
});

Deno.test("The course's softmax loss and gradient are met", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const course = courseCase("softmax_loss"), x = tensorOf(arena, course.inputs.x);
  const y = classesOf(arena, course.inputs.y);
  const loss = softmaxCrossEntropy().build(x.shape, { arena, dtype: "f64" });
  assertAlmostEquals(loss.forward(x, y), course.expected.loss as number, 2e-15);
  assertGradient(loss.backward(), expectedArray(course, "dx"), "dx");
  const gradient = loss.backward().data.slice();
  const numeric = numericGradient(() => loss.forward(x, y), x);
  assertLess(relativeError(gradient, numeric), 1e-7);
});

function courseNetwork({ inputs, params }: GoldenCase) {
  const network = buildNetwork({
    layer: twoLayerNet({ hidden: 50, classes: 7 }),
    input: inputs.X.shape,
    loss: softmaxCrossEntropy(),
    penalty: l2Penalty({ strength: params.reg as number }),
    dtype: "f64",
    random: randomStream({ seed: 1 }),
  });
  setParameters(network, inputs.W1, inputs.b1, inputs.W2, inputs.b2);
  const x = tensorOf(network.arena, inputs.X), y = classesOf(network.arena, inputs.y);
  return { network, x, y };
}

const parameterNames = ["W1", "b1", "W2", "b2"];

Deno.test("The course's two-layer net gives its scores", () => {
  const course = courseCase("two_layer_net_scores");
  const { network, x } = courseNetwork(course);
  using _ = network;
  const scores = network.forward(x, "eval").data;
  const off = expectedArray(course, "scores").map((want, i) => Math.abs(want - scores[i]));
  assertLess(off.reduce((sum, each) => sum + each, 0), 1e-6);
  assertLess(relativeError(scores, expectedArray(course, "scores_full")), 1e-12);
});

for (const name of ["two_layer_net_loss_reg_0", "two_layer_net_loss_reg_1"]) {
  Deno.test(`The course's loss and gradients are met: ${name}`, () => {
    const course = courseCase(name);
    const { network, x, y } = courseNetwork(course);
    using _ = network;
    const loss = network.gradients(x, y);
    assertAlmostEquals(loss, course.expected.loss as number, 1e-10);
    assertAlmostEquals(loss, course.expected.loss_full as number, 1e-13);
    network.parameters.forEach(({ gradient }, i) =>
      assertGradient(gradient, expectedArray(course, `grad_${parameterNames[i]}`), name)
    );
  });
}

for (const reg of ["0", "0.7"]) {
  Deno.test(`The course's gradient check of the two-layer net passes with penalty ${reg}`, () => {
    const course = courseCase(`two_layer_net_gradient_check_reg_${reg}`);
    const { network, x, y } = courseNetwork(course);
    using _ = network;
    network.gradients(x, y);
    const analytic = network.parameters.map(({ gradient }) => gradient.data.slice());
    network.parameters.forEach(({ value }, i) => {
      assertGradient(
        network.parameters[i].gradient,
        expectedArray(course, parameterNames[i]),
        parameterNames[i],
      );
      const numeric = numericGradient(() => network.gradients(x, y), value);
      assertLess(relativeError(analytic[i], numeric), 1e-5, parameterNames[i]);
      network.gradients(x, y);
    });
  });
}
