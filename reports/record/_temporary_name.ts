const PATTERN = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** A name that nothing has, beside a path that is to be written. */
export function temporaryName(path: string): string {
  return `${path}.${crypto.randomUUID()}.tmp`;
}

/** Whether a name is one that {@linkcode temporaryName} has made: nobody else's file ends like that. */
export function isTemporaryName(name: string): boolean {
  return PATTERN.test(name);
}
