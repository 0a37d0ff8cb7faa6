/** Of this many settings of a rung one goes on. */
export const REDUCTION_FACTOR = 3;

/** The rungs: fractions of a trial's budget, of which the last is all of it. */
export const RUNGS: readonly number[] = [1 / REDUCTION_FACTOR ** 2, 1 / REDUCTION_FACTOR, 1];

/** A setting that goes on to a rung. */
export interface Promotion {
  /** The setting. */
  readonly setting: number;
  /** Its next rung. */
  readonly rung: number;
}

/** Settings of one search on their rungs. */
export interface AsynchronousHalving {
  /**
   * Takes settings in at the first rung.
   *
   * @param settings Numbers of the settings.
   */
  enter(settings: readonly number[]): void;
  /**
   * Takes in how a setting did at its rung.
   *
   * @param setting The setting.
   * @param loss The loss there, the lower the better; `null` where it has none, as it diverged: it goes no further.
   * @returns The settings that go on.
   */
  report(setting: number, loss: number | null): Promotion[];
}

interface Rung {
  /** The settings in the order in which they came. */
  readonly settings: number[];
  readonly losses: Map<number, number | null>;
  readonly promoted: Set<number>;
  /** The first so many have a loss, and have been compared. */
  compared: number;
}

/**
 * Asynchronous successive halving (ASHA): at each rung a setting goes on as soon as it is among the best third of those that
 * have come so far, and waits for no other. Settings are compared in the order in which they came, not in that in which
 * trials end, so that the same ones go on with any number of workers; one that ended before an earlier one waits for that.
 * Of a rung that would let nobody go on, the best one does.
 *
 * L. Li et al., "A system for massively parallel hyperparameter tuning", MLSys (2020).
 */
export function asynchronousHalving(): AsynchronousHalving {
  const rungs = RUNGS.map((): Rung => ({
    settings: [],
    losses: new Map(),
    promoted: new Set(),
    compared: 0,
  }));
  const rungOf = new Map<number, number>();

  function promote(rung: number, count: number): Promotion[] {
    const { settings, losses, promoted, compared } = rungs[rung];
    const best = settings.slice(0, compared)
      .filter((setting) => losses.get(setting) !== null)
      .sort((a, b) => losses.get(a)! - losses.get(b)!)
      .slice(0, count)
      .filter((setting) => !promoted.has(setting));
    return best.map((setting) => {
      promoted.add(setting);
      rungs[rung + 1].settings.push(setting);
      rungOf.set(setting, rung + 1);
      return { setting, rung: rung + 1 };
    });
  }

  return {
    enter(settings) {
      rungs[0].settings.push(...settings);
      for (const setting of settings) rungOf.set(setting, 0);
    },
    report(setting, loss) {
      rungs[rungOf.get(setting)!].losses.set(setting, loss);
      const promotions: Promotion[] = [];
      let isComplete = true;
      for (let rung = 0; rung < RUNGS.length - 1; rung++) {
        const { settings, losses, promoted } = rungs[rung];
        while (losses.has(settings[rungs[rung].compared])) {
          const compared = ++rungs[rung].compared;
          promotions.push(...promote(rung, Math.floor(compared / REDUCTION_FACTOR)));
        }
        isComplete &&= rungs[rung].compared === settings.length;
        if (isComplete && promoted.size === 0) promotions.push(...promote(rung, 1));
      }
      return promotions;
    },
  };
}
