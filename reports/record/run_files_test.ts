import { assert, assertEquals, assertThrows } from "@std/assert";
import { sampleRecord, sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import { hash } from "node:crypto";
import type { Run } from "./run.ts";
import { parseRun, stringifyRun } from "./run_files.ts";

const encoder = new TextEncoder();

function parse(record: string, metrics: string, code?: string): Run {
  return parseRun(
    { path: "record.json", bytes: encoder.encode(record) },
    { path: "metrics.csv", bytes: encoder.encode(metrics) },
    code,
  );
}

const { record, metrics } = stringifyRun(sampleRun());

/** A text with the checksum that it would have had, as somebody who wants it taken could make it. */
function forged(text: string): string {
  const { sha256: _, metricsSha256: __, ...content } = JSON.parse(text);
  return stringifyRun({ record: content, metrics: sampleRun().metrics }).record;
}

Deno.test("parseRun reads what stringifyRun wrote", () => {
  assertEquals(parse(record, metrics), sampleRun());
  const regression = stringifyRun(sampleRegressionRun());
  assertEquals(parse(regression.record, regression.metrics), sampleRegressionRun());
});

Deno.test("parseRun refuses any change of the record, even one that JSON does not show", () => {
  const texts = [
    record.replace('"seed": 0', '"seed": 1'),
    record.replace('"seed": 0', '"seed": 0.0'),
    record.replace('"seed": 0', '"seed":  0'),
    record.replace('"seed": 0,', '"seed": 1,\n  "seed": 0,'),
    record.replace("\n}\n", "\n}"),
    record.replace("}\n", "}\n\n"),
    record.replace(/\n/g, "\r\n"),
    record.replace(/"sha256": "./, '"sha256": "x'),
    record.replace(/"metricsSha256": "./, '"metricsSha256": "x'),
    JSON.stringify(JSON.parse(record)),
  ];
  for (const text of texts) {
    assert(text !== record);
    assertThrows(
      () => parse(text, metrics),
      SyntaxError,
      "record.json: its checksum does not hold",
    );
  }
});

Deno.test("parseRun refuses metrics that are not those of the record", () => {
  const place = "metrics.csv: the checksum in its record does not hold";
  assertThrows(() => parse(record, `${metrics}\r\n`), SyntaxError, place);
  assertThrows(() => parse(record, metrics.replace("0.1", "0.2")), SyntaxError, place);
  assertThrows(() => parse(record, ""), SyntaxError, place);
});

Deno.test("parseRun refuses bytes that are no UTF-8, and what is no record, by what it is", () => {
  const file = { path: "record.json", bytes: new Uint8Array([0x22, 0xff, 0x22]) };
  assertThrows(
    () => parseRun(file, { path: "metrics.csv", bytes: encoder.encode(metrics) }),
    SyntaxError,
    "record.json: not UTF-8",
  );
  assertThrows(() => parse("\ufeff" + record, metrics), SyntaxError, "record.json: not JSON");
  for (const text of ["null", "[]", "7", "{}"]) {
    assertThrows(() => parse(text, metrics), SyntaxError, "record.json: '");
  }
  assertThrows(
    () => parse('{"formatVersion":2}', metrics),
    SyntaxError,
    "record.json: format version 2 of an earlier release",
  );
  const bare = JSON.stringify(sampleRecord(), null, 2);
  assertThrows(() => parse(bare, metrics), SyntaxError, "record.json: 'sha256' is missing");
});

Deno.test("parseRun refuses an accuracy of 9.726, also with a new checksum", () => {
  const changed = record.replace('"train/accuracy": 0.99', '"train/accuracy": 9.726');
  assertThrows(() => parse(changed, metrics), SyntaxError, "its checksum does not hold");
  assertThrows(() => forged(changed), SyntaxError, "'results.final' has 'train/accuracy' 9.726");
  const fitting = record.replace('"train/accuracy": 0.99', '"train/accuracy": 0.98');
  assertEquals(parse(forged(fitting), metrics).record.results.final["train/accuracy"], 0.98);
});

Deno.test("parseRun reads a record with the seal of earlier releases, and refuses any change of it", () => {
  const { sha256: _, ...content } = JSON.parse(record);
  const seal = hash("sha256", JSON.stringify(content), "hex");
  const earlier = `${JSON.stringify({ ...content, sha256: seal }, null, 2)}\n`;
  assertEquals(parse(earlier, metrics), sampleRun());
  for (const [from, to] of [['"seed": 0', '"seed": 1'], ['"seed": 0', '"seed":  0'], [seal, ""]]) {
    const changed = earlier.replace(from, to);
    assertThrows(() => parse(changed, metrics), SyntaxError, "its checksum does not hold");
  }
});

Deno.test("parseRun checks all that other code wrote, and of its own any change", () => {
  const { code } = sampleRun().record.environment;
  const { sha256: _, ...content } = JSON.parse(record);
  const { results } = content;
  const wrong = { ...content, results: { ...results, best: { "train/accuracy": 9.726 } } };
  const summed = `${JSON.stringify(wrong, null, 2).slice(0, -2)},\n`;
  const forged = `${summed}  "sha256": "${hash("sha256", summed, "hex")}"\n}\n`;
  assertThrows(() => parse(forged, metrics, "other code"), SyntaxError, "'train/accuracy' 9.726");
  for (const place of record.matchAll(/[0-9]/g)) {
    const changed = record.slice(0, place.index) + (9 - Number(place[0])) +
      record.slice(place.index + 1);
    assertThrows(() => parse(changed, metrics, code), SyntaxError, "record.json: ");
  }
  assertThrows(
    () => parse(record, metrics.replace("0.1", "0.2"), code),
    SyntaxError,
    "metrics.csv",
  );
  const run = parse(record, metrics, code);
  assertEquals(run, sampleRun());
  assert(run.metrics === run.metrics);
});
