import { createEngine, numericGradient, randomStream, relativeError } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { buildAlone } from "./_build_alone.ts";
import {
  assertGradient,
  checkBackward,
  courseCase,
  expectedArray,
  setParameters,
} from "./_course_case.ts";
import { classesOf, type GoldenCase, tensorOf } from "./_golden_case.ts";
import { affine } from "./affine.ts";
import { flatten } from "./flatten.ts";
import { l2Penalty } from "./penalties/l2_penalty.ts";
import { buildNetwork } from "./network.ts";
import { twoLayerNet } from "./networks/two_layer_net.ts";
import { relu } from "./activations/relu.ts";
import { sequential } from "./composition/sequential.ts";
import { softmaxCrossEntropy } from "./losses/softmax_cross_entropy.ts";

const affineOnRows = (units: number) => sequential([flatten(), affine({ units })]);

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
