import { assertEquals, assertThrows } from "@std/assert";
import { headerLength, parseHeader } from "./parse_header.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, dataBytes: number) => {
  const header = encode(text);
  return parseHeader(header, 8 + header.length + dataBytes, "m");
};
const tensor = (dtype: string, shape: unknown, offsets: unknown) =>
  JSON.stringify({ w: { dtype, shape, data_offsets: offsets } });

Deno.test("parseHeader takes types that nobody here reads, scalars and an empty file", () => {
  assertEquals(parse(tensor("I64", [], [0, 8]), 8).tensors.get("w")!.offsets, [0, 8]);
  assertEquals(parse("{}", 0).tensors.size, 0);
  assertEquals(
    parse('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1).tensors.size,
    1,
  );
});

Deno.test("parseHeader refuses with a sentence what does not hold", () => {
  const cases: [text: string, dataBytes: number, message: string][] = [
    ["{", 0, "in JSON"],
    ["[]", 0, "an object of tensors"],
    ["null", 0, "an object of tensors"],
    ['{"__metadata__":{"a":1}}', 0, "texts by name"],
    ['{"w":3}', 0, "to be an object"],
    [tensor("F31", [1], [0, 4]), 4, 'got "F31"'],
    [tensor("toString", [1], [0, 4]), 4, "such as F32"],
    [tensor("F32", [-1], [0, 4]), 4, "whole numbers from 0"],
    [tensor("F32", [0.5], [0, 2]), 2, "whole numbers from 0"],
    [tensor("F32", [1], [0]), 4, "whole numbers from 0"],
    [tensor("F32", [1], [4, 0]), 4, "expected 4 bytes"],
    [tensor("F32", [2 ** 31, 2 ** 31], [0, 4]), 4, "bytes of tensor 'w'"],
    [tensor("F32", [1], [4, 8]), 8, "to begin at byte 0, got 4"],
    [tensor("F32", [1], [0, 4]), 3, "expected 4 bytes of tensors"],
    [tensor("F32", [1], [0, 4]), 5, "expected 4 bytes of tensors"],
    [
      '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}',
      3,
      "to begin at byte 2, got 1",
    ],
  ];
  for (const [text, dataBytes, message] of cases) {
    assertThrows(() => parse(text, dataBytes), SyntaxError, message, text);
  }
});

Deno.test("headerLength refuses a header that the file cannot hold before anything is allocated", () => {
  const start = new Uint8Array(8).fill(255);
  assertThrows(
    () => headerLength({ start, fileBytes: 100, path: "m" }),
    SyntaxError,
    "at most 92 bytes, got the length 18446744073709551615",
  );
  assertThrows(
    () => headerLength({ start: new Uint8Array(3), fileBytes: 3, path: "m" }),
    SyntaxError,
    "a file of 3",
  );
});
