import { createHash } from "node:crypto";
import type { Db } from "pg-boss";

/** Writes the record of a trial that has none yet. */
export async function writeRecord(
  db: Db,
  trialId: string,
  { record, metrics }: { readonly record: string; readonly metrics: string },
  error: string | null,
): Promise<void> {
  await db.executeSql(
    `UPDATE descent.trial SET record = $2, metrics = $3, error = $4, finished = now()
     WHERE trial_id = $1 AND record IS NULL`,
    [trialId, record, metrics, error],
  );
}

/** The same trial has the same job, whoever puts it in. */
export function jobId(trialId: string): string {
  const digits = createHash("sha256").update(trialId).digest("hex").slice(0, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The engine's types leave out what its functions return. */
export function affected(response: object): number {
  return (response as { readonly affected: number }).affected;
}
