import { hash } from "node:crypto";
import * as v from "valibot";
import { checkRecord } from "./_check_record.ts";
import { recordFields } from "./_record_schema.ts";
import type { RunRecord } from "./run_record.ts";

/** A record and its checksums as they stand in its file. */
export interface SealedRecord {
  readonly record: RunRecord;
  readonly metricsSha256: unknown;
}

/** A field of a record as it stands in its file. */
interface Field {
  readonly name: string;
  /** Name and value, from behind the first quotation mark to the comma. */
  readonly text: string;
  readonly value: unknown;
  /** Its text in the checksum, or `null` where anything does not hold; absent until it is asked for. */
  compact?: string | null | undefined;
}

/** The beginning of a field, and of nothing within one. */
const BEGINNING = '\n  "';

const text = v.string();
const SCHEMAS: Readonly<Record<string, v.GenericSchema>> = {
  ...recordFields,
  metricsSha256: text,
  sha256: text,
};

const REQUIRED = Object.keys(SCHEMAS).filter((name) => SCHEMAS[name].type !== "exact_optional");

/**
 * Reads files of records field by field. Most fields of a record are those of the one that was read before, as ten thousand
 * trials have their problem, data and machine in common: these are neither parsed nor checked again, and both records have the
 * same objects.
 */
export class RecordFields {
  /** By their place. */
  readonly #last: Field[] = [];
  /** Of the last record that has each field once, and the seal last. */
  #names = "";

  /**
   * A record of which all holds: its seal, each field, and their agreement.
   *
   * @returns The record, or `undefined` where anything does not hold. {@linkcode parseRunRecord} says what.
   */
  read(file: string): SealedRecord | undefined {
    const fields = this.#split(file);
    if (fields === undefined || !this.#isComplete(fields)) return undefined;
    let content = "{";
    for (let i = 0; i < fields.length; i++) {
      const compact = fields[i].compact ??= compactOf(fields[i]);
      if (compact === null) return undefined;
      if (i < fields.length - 1) content += i === 0 ? compact : `,${compact}`;
    }
    if (fields.at(-1)!.value !== hash("sha256", `${content}}`, "hex")) return undefined;
    const sealed = recordOf(fields);
    try {
      checkRecord(sealed.record, "");
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
      throw error;
    }
    return sealed;
  }

  /**
   * A record that was found to hold, byte for byte.
   *
   * @returns The record, or `undefined` where it is none.
   */
  readKnown(file: string): SealedRecord | undefined {
    const fields = this.#split(file);
    return fields && recordOf(fields);
  }

  #split(file: string): Field[] | undefined {
    if (!file.startsWith(`{${BEGINNING}`) || !file.endsWith("\n}\n")) return undefined;
    const texts = file.slice(1 + BEGINNING.length, -3).split(`,${BEGINNING}`);
    const fields: Field[] = [];
    for (let i = 0; i < texts.length; i++) {
      let field: Field | undefined = this.#last[i];
      if (field?.text !== texts[i]) {
        field = fieldOf(texts[i]);
        if (field === undefined) return undefined;
        this.#last[i] = field;
      }
      fields.push(field);
    }
    return fields;
  }

  /** Whether it has each field once, and the seal last. */
  #isComplete(fields: readonly Field[]): boolean {
    let joined = "";
    for (const { name } of fields) joined += `${name} `;
    if (joined === this.#names) return true;
    const names = fields.map(({ name }) => name), distinct = new Set(names);
    const isComplete = distinct.size === names.length && names.at(-1) === "sha256" &&
      REQUIRED.every((name) => distinct.has(name));
    if (isComplete) this.#names = joined;
    return isComplete;
  }
}

function fieldOf(text: string): Field | undefined {
  const name = text.slice(0, text.indexOf('"'));
  if (!Object.hasOwn(SCHEMAS, name)) return undefined;
  try {
    return { name, text, value: JSON.parse(text.slice(name.length + 2)) };
  } catch {
    return undefined;
  }
}

/** A field without spaces, if its value is one of its kind and is written as it would be again, to the last space. */
function compactOf({ name, text, value }: Field): string | null {
  const isWritten = JSON.stringify({ [name]: value }, null, 2) === `{${BEGINNING}${text}\n}`;
  return isWritten && v.is(SCHEMAS[name], value)
    ? JSON.stringify({ [name]: value }).slice(1, -1)
    : null;
}

function recordOf(fields: readonly Field[]): SealedRecord {
  const record: Record<string, unknown> = {};
  let metricsSha256: unknown;
  for (const { name, value } of fields) {
    if (name === "metricsSha256") metricsSha256 = value;
    else if (name !== "sha256") record[name] = value;
  }
  return { record: record as unknown as RunRecord, metricsSha256 };
}
