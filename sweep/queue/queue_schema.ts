/** The schema of pg-boss's tables. */
export const BOSS_SCHEMA = "descent_queue";

/** The name of the queue of trials that failed three times. */
export const DEAD_LETTERS = "descent/dead";

/** Two that create a schema at once would collide in PostgreSQL's catalogue. */
const LOCK = 4_037_201_512;

/**
 * The tables beside pg-boss's own, in one transaction: each trial with its record once, each kind of queue with what its
 * workers must have, and the commands. A table that an earlier version made is given the column that it lacks.
 */
export const SCHEMA = `
BEGIN;
SELECT pg_advisory_xact_lock(${LOCK});
CREATE SCHEMA IF NOT EXISTS descent;
CREATE TABLE IF NOT EXISTS descent.queue (
  name text PRIMARY KEY,
  requirements jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS descent.sweep (
  command text PRIMARY KEY,
  environment jsonb NOT NULL,
  started timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS descent.trial (
  trial_id text PRIMARY KEY,
  queue text NOT NULL,
  job_id uuid NOT NULL,
  label text NOT NULL,
  enqueued timestamptz NOT NULL DEFAULT now(),
  worker text,
  started timestamptz,
  epoch double precision,
  score text,
  evaluation jsonb,
  error text,
  record text,
  metrics text,
  finished timestamptz
);
DO $$ BEGIN
  -- To add it asks for a lock on the whole table, which those that work need not wait for each time.
  IF NOT EXISTS (SELECT FROM information_schema.columns
    WHERE table_schema = 'descent' AND table_name = 'trial' AND column_name = 'evaluation') THEN
    ALTER TABLE descent.trial ADD COLUMN evaluation jsonb;
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS trial_unfinished ON descent.trial (queue) WHERE record IS NULL;
COMMIT;
`;
