import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { renderEnvironment } from "./environment.ts";

Deno.test("the environment lists every value that differs between trials, and no other twice", () => {
  const record = sampleRecord();
  const { markup } = renderEnvironment({
    kind: "environment",
    title: "What ran where",
    records: [
      record,
      sampleRecord({ seed: 10, startedAt: "2026-01-02T03:04:05.000Z" }),
      sampleRecord({
        seed: 9,
        environment: { ...record.environment, threads: 2, cpu: "Some <CPU>" },
        dataset: { ...record.dataset!, test: 0 },
        command: "deno task compare --jobs 2",
      }),
    ],
  });
  assertStringIncludes(markup, "<dd>0, 9, 10</dd>");
  assertStringIncludes(
    markup,
    "<dt>Data</dt>" +
      "<dd>digits: 4,000 to train on, 1,000 to validate, 1,000 to test; pixels / 255</dd></div>",
  );
  assertStringIncludes(
    markup,
    "<dd>linux on x86_64, 2 processors, 1 trial at a time, 1 thread each</dd>",
  );
  assertStringIncludes(
    markup,
    "<dd>Some &lt;CPU&gt;, linux on x86_64, 2 processors, 1 trial at a time, 2 threads each</dd>",
  );
  assertStringIncludes(markup, "<dd>2026-01-01 00:00 UTC</dd><dd>2026-01-02 03:04 UTC</dd>");
  assertEquals(markup.match(/Deno 2\.9\.6/g)?.length, 1);
  assertStringIncludes(markup, "<pre><code>deno task compare --jobs 2</code></pre>");
});

Deno.test("the environment says how many values it leaves out where there are many", () => {
  const records = Array.from(
    { length: 8 },
    (_, index) => sampleRecord({ network: `net ${index}`, command: `deno task ${index}` }),
  );
  const { markup } = renderEnvironment({ kind: "environment", title: "What ran where", records });
  assertEquals(markup.match(/net \d/g)?.length, 5);
  assertStringIncludes(markup, "<dd>and 3 more, see trials.csv</dd>");
  assertEquals(markup.match(/deno task \d/g)?.length, 8);
});

Deno.test("the environment says how products were rounded", () => {
  const record = sampleRecord();
  const markupOf = (changes: Partial<typeof record.environment>) =>
    renderEnvironment({
      kind: "environment",
      title: "",
      records: [sampleRecord({ environment: { ...record.environment, ...changes } })],
    }).markup;
  assertStringIncludes(markupOf({}), "<dd>wasm 0.1.0, with fused multiply-add</dd>");
  assertStringIncludes(markupOf({ fusedMultiplyAdd: false }), "without fused multiply-add</dd>");
  assertStringIncludes(
    markupOf({ multiplyAdd: "strict", fusedMultiplyAdd: false }),
    "<dd>wasm 0.1.0, strict multiply-add, the same bits on every machine</dd>",
  );
});

Deno.test("the environment of a problem without data and network says nothing of them", () => {
  const { budget } = sampleRecord();
  const record = sampleRecord({ dataset: null, network: "", budget: { ...budget, epochs: 80 } });
  const { markup } = renderEnvironment({ kind: "environment", title: "", records: [record] });
  assert(!markup.includes("<dt>Data</dt>"));
  assert(!markup.includes("<dt>Network</dt>"));
  assertStringIncludes(markup, "<dt>Budget of a trial</dt><dd>80 steps, schedule constant</dd>");
  assertStringIncludes(markup, "<dt>Floating-point type</dt><dd>f32</dd>");
});

Deno.test("the environment names the classes with their counts, the content's digest and what is to be said", () => {
  const { dataset } = sampleRecord();
  const classes = Array.from(
    { length: 32 },
    (_, k) => ({ name: `c${k}`, train: 5, validation: 2, test: 1 }),
  );
  const records = [
    sampleRecord({ dataset: { ...dataset!, classes, digest: "5a5a", remark: "It is another." } }),
  ];
  const { markup } = renderEnvironment({ kind: "environment", title: "What ran where", records });
  assertStringIncludes(markup, "classes c0 (5 + 2 + 1), c1 (5 + 2 + 1)");
  assertStringIncludes(
    markup,
    "c29 (5 + 2 + 1) and 2 more; SHA-256 of the content 5a5a. It is another.",
  );
});
