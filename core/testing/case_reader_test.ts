import { assertEquals, assertThrows } from "@std/assert";
import { CaseReader, NotSupportedError } from "./case_reader.ts";

const golden = {
  name: "one",
  kind: "conv2d",
  params: { stride: 2, kernel_size: [3, 5], bias: true, betas: [0.9, 0.99], padding: "same" },
  inputs: { x: { shape: [2], data: [1, 2] } },
  expected: { out: { shape: [], data: [7] }, loss: 3, words: "equal" },
  tolerance: { rtol: 0.5, gradient: { rtol: 1 }, metric: "close", definition: "|a - b|" },
};

Deno.test("CaseReader reads numbers, pairs, lists, choices and figures", () => {
  const reader = new CaseReader(golden);
  assertEquals(reader.number("stride"), 2);
  assertEquals(reader.number("groups", 1), 1);
  assertEquals(reader.pair("stride"), [2, 2]);
  assertEquals(reader.pair("kernel_size"), [3, 5]);
  assertEquals(reader.flag("bias"), true);
  assertEquals(reader.numbers("betas"), [0.9, 0.99]);
  assertEquals(reader.choice("padding", ["same", "valid"]), "same");
  assertEquals([reader.hasText("padding"), reader.hasText("stride")], [true, false]);
  assertEquals([reader.hasParam("stride"), reader.hasParam("groups")], [true, false]);
  assertEquals(reader.input("x").data, [1, 2]);
  assertEquals(reader.expectedArray("out").data, [7]);
  assertEquals(reader.expectedNumber("loss"), 3);
  assertEquals(reader.closeness(), { kind: "close", rtol: 0.5, atol: 0 });
  assertEquals(reader.toleranceGroup("gradient"), { rtol: 1 });
  assertEquals(reader.unread(), ["expected 'words'"]);
  reader.skip("words");
  assertEquals(reader.unread(), []);
});

Deno.test("CaseReader lists all that was not read", () => {
  assertEquals(new CaseReader(golden).unread(), [
    "param 'stride' = 2",
    "param 'kernel_size' = [3,5]",
    "param 'bias' = true",
    "param 'betas' = [0.9,0.99]",
    `param 'padding' = "same"`,
    "input 'x'",
    "expected 'out'",
    "expected 'loss'",
    "expected 'words'",
    "tolerance 'rtol'",
    "tolerance 'gradient'",
  ]);
});

Deno.test("A param of another form is not supported", () => {
  const reader = new CaseReader(golden);
  assertThrows(() => reader.number("bias"), NotSupportedError, "param 'bias' = true");
  assertThrows(() => reader.flag("stride"), NotSupportedError);
  assertThrows(() => reader.pair("padding"), NotSupportedError);
  assertThrows(() => reader.numbers("stride"), NotSupportedError);
  assertThrows(() => reader.text("stride"), NotSupportedError);
  assertThrows(() => reader.choice("stride", [1]), NotSupportedError, "param 'stride' = 2");
});

Deno.test("What a case must have and lacks is an error of the file", () => {
  const reader = new CaseReader(golden);
  assertThrows(
    () => reader.number("groups"),
    SyntaxError,
    "Golden case 'one' of kind conv2d: expected a param 'groups', got none; check the file",
  );
  assertThrows(() => reader.input("w"), SyntaxError, "expected an input 'w'");
  assertThrows(() => reader.expectedArray("loss"), SyntaxError, "expected an array 'loss'");
  assertThrows(() => reader.expectedNumber("out"), SyntaxError, "expected a number 'out'");
  assertThrows(() => reader.toleranceOf("atol"), SyntaxError, "a number 'atol' in tolerance");
  assertThrows(() => reader.toleranceGroup("rtol"), SyntaxError, "a group 'rtol'");
  assertThrows(() => reader.closeness("out_"), SyntaxError, "a number 'out_rtol'");
});
