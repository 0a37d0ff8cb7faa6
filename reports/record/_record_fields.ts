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
  /** Whether its value is one of its kind; absent until it is asked for. */
  holds?: boolean;
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
  /** Of the record before, by their place. */
  #fields: readonly Field[] = [];
  #sealed: SealedRecord | undefined;
  /** Of the last record that has each field once, and the seal last. */
  #names = "";

  /**
   * A record of which all holds but its seal, which is not asked: each field, and their agreement.
   *
   * @returns The record, or `undefined` where anything does not hold. {@linkcode parseRunRecord} says what.
   */
  read(file: string): SealedRecord | undefined {
    const sealed = this.#split(file);
    if (sealed === undefined || !this.#isComplete()) return undefined;
    for (const field of this.#fields) {
      if (!(field.holds ??= v.is(SCHEMAS[field.name], field.value))) return undefined;
    }
    try {
      checkRecord(sealed.record, "");
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
      throw error;
    }
    return sealed;
  }

  /**
   * A record that was checked before it was written, with a seal that was found to hold.
   *
   * @param code Digest of the code whose checks count.
   * @returns The record, or `undefined` where other code wrote it.
   */
  readChecked(file: string, code: string): SealedRecord | undefined {
    const sealed = this.#split(file);
    return sealed?.record.environment?.code === code ? sealed : undefined;
  }

  #split(file: string): SealedRecord | undefined {
    if (!file.startsWith(`{${BEGINNING}`) || !file.endsWith("\n}\n")) return undefined;
    const texts = file.slice(1 + BEGINNING.length, -3).split(`,${BEGINNING}`);
    const former = this.#fields;
    const fields: Field[] = [], changed: Field[] = [];
    let hasSameNames = texts.length === former.length;
    for (let i = 0; i < texts.length; i++) {
      let field: Field | undefined = former[i];
      if (field?.text !== texts[i]) {
        field = fieldOf(texts[i]);
        if (field === undefined) return undefined;
        hasSameNames &&= field.name === former[i].name;
        changed.push(field);
      }
      fields.push(field);
    }
    this.#fields = fields;
    // To copy a record and change the few fields that differ takes a fraction of the time of building it.
    return this.#sealed = hasSameNames ? recordOf(changed, this.#sealed) : recordOf(fields);
  }

  /** Whether it has each field once, and the seal last. */
  #isComplete(): boolean {
    let joined = "";
    for (const { name } of this.#fields) joined += `${name} `;
    if (joined === this.#names) return true;
    const names = this.#fields.map(({ name }) => name), distinct = new Set(names);
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

function recordOf(fields: readonly Field[], former?: SealedRecord): SealedRecord {
  const record: Record<string, unknown> = { ...former?.record };
  let metricsSha256 = former?.metricsSha256;
  for (const { name, value } of fields) {
    if (name === "metricsSha256") metricsSha256 = value;
    else if (name !== "sha256") record[name] = value;
  }
  return { record: record as unknown as RunRecord, metricsSha256 };
}
