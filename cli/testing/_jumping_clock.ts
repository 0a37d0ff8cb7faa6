const YEAR = 365 * 24 * 3600 * 1000;

/**
 * A clock that is set by a year forth and back whenever it is read, in place of `Date`.
 *
 * @category Testing
 */
export function jumpingClock(): DateConstructor {
  let reads = 0;
  const read = () => Date.UTC(2026) + (reads++ % 2 === 0 ? YEAR : -YEAR);
  const Clock = Date;
  return new Proxy(Clock, {
    construct: (_, args) => args.length === 0 ? new Clock(read()) : Reflect.construct(Clock, args),
    get: (_, name) => name === "now" ? read : Reflect.get(Clock, name),
  });
}
