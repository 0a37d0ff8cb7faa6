import { createEngine } from "@descent/core";
import { progressTracker } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import type { Run } from "@descent/reports";
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/mod.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { runTrial } from "../trials/run_trial.ts";
import type { Trial } from "../trials/trial.ts";
import { attacks } from "./_attacks.ts";
import { createLaboratory } from "./laboratory.ts";

const ignore = !isPermitted("damaged stores", ...FILES);
const FILE_NAMES = ["record.json", "metrics.csv"] as const;

const trials = ["adam", "sgd"].flatMap((name) =>
  [0, 1].map((seed) =>
    sampleTrial({
      optimizer: { name, title: name },
      ...(name === "sgd" && { hyperparameters: { learningRate: 0.1 } }),
      seed,
      testing: true,
    })
  )
);
const data = await sampleData();
using engine = createEngine();
const outcomes = await Promise.all(trials.map((trial) => runTrial({ trial, data, engine })));

/** A run of all trials over a store: what it came to, which were run, and what the user was told. */
interface Visit {
  readonly runs: readonly Run[];
  readonly asked: readonly Trial[];
  readonly told: readonly string[];
}

async function visit(folder: string): Promise<Visit> {
  const asked: Trial[] = [];
  const told: string[] = [];
  const laboratory = createLaboratory({
    load: sampleData,
    runners: [{
      run({ trial }) {
        asked.push(trial);
        return Promise.resolve(outcomes[trials.indexOf(trial)]);
      },
      stop() {},
      [Symbol.dispose]() {},
    }],
    runsFolder: folder,
    environment: currentEnvironment(),
    command: "deno task compare",
    tracker: progressTracker(),
    display: { refresh() {}, tell: (line) => void told.push(line), [Symbol.dispose]() {} },
    signal: new AbortController().signal,
  });
  return { runs: await laboratory.run(trials), asked, told };
}

/** The trials' folders, in the order of the trials. */
function foldersOf(store: string): string[] {
  const below = (folder: string): string[] =>
    [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
      isDirectory ? below(`${folder}/${name}`) : name === "record.json" ? [folder] : []
    );
  const folders = below(store);
  return trials.map(({ optimizer, seed }) =>
    folders.find((path) => path.includes(`/${optimizer.name}/`) && path.endsWith(`seed-${seed}`))!
  );
}

function filesOf(folders: readonly string[]): Map<string, Uint8Array> {
  const paths = folders.flatMap((folder) => FILE_NAMES.map((name) => `${folder}/${name}`));
  return new Map(paths.map((path) => [path, Deno.readFileSync(path)]));
}

type Random = (below: number) => number;

/** Mulberry32. */
function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed);
    return ((mixed ^ mixed >>> 14) >>> 0) % below;
  };
}

/** Changes one file of a trial; a change that changes nothing is drawn again. */
function changeFile(change: (bytes: Uint8Array, random: Random) => Uint8Array) {
  return (folders: readonly string[], random: Random): number[] => {
    const victim = random(folders.length);
    const path = `${folders[victim]}/${FILE_NAMES[random(2)]}`;
    const bytes = Deno.readFileSync(path);
    let damaged = change(bytes.slice(), random);
    while (String(damaged) === String(bytes)) damaged = change(bytes.slice(), random);
    Deno.writeFileSync(path, damaged);
    return [victim];
  };
}

function twoOf(folders: readonly string[], random: Random): [number, number] {
  const first = random(folders.length);
  return [first, (first + 1 + random(folders.length - 1)) % folders.length];
}

/** Does one damage to a store and gives the trials, by their numbers, that the user is to hear of. */
type Attack = (folders: readonly string[], random: Random) => readonly number[];

const ATTACKS: Readonly<Record<keyof typeof attacks.rows, Attack>> = {
  flippedBit: changeFile((bytes, random) => {
    bytes[random(bytes.length)] ^= 1 << random(8);
    return bytes;
  }),
  overwritten: changeFile((bytes, random) => {
    const start = random(bytes.length);
    return bytes.fill(random(256), start, start + 1 + random(16));
  }),
  cut: changeFile((bytes, random) => bytes.subarray(0, random(bytes.length))),
  repeated: changeFile((bytes, random) => {
    const start = random(bytes.length);
    const end = start + 1 + random(bytes.length - start);
    return new Uint8Array([...bytes.subarray(0, end), ...bytes.subarray(start)]);
  }),
  editedNumber: changeFile((bytes, random) => {
    const text = new TextDecoder().decode(bytes);
    const numbers = [...text.matchAll(/\d+(\.\d+)?/g)];
    const { index, 0: number } = numbers[random(numbers.length)];
    const others = ["0", "1", String(random(1e6)), String(random(1e6) / 1e6), `${number}1`];
    const edited = text.slice(0, index) + others[random(others.length)] +
      text.slice(index + number.length);
    return new TextEncoder().encode(edited);
  }),
  swappedFiles(folders, random) {
    const victims = twoOf(folders, random);
    const [one, other] = victims.map((victim) => folders[victim]);
    const name = FILE_NAMES[random(2)];
    const bytes = Deno.readFileSync(`${one}/${name}`);
    Deno.copyFileSync(`${other}/${name}`, `${one}/${name}`);
    Deno.writeFileSync(`${other}/${name}`, bytes);
    return victims;
  },
  copiedTrial(folders, random) {
    const [victim, source] = twoOf(folders, random);
    for (const name of FILE_NAMES) {
      Deno.copyFileSync(`${folders[source]}/${name}`, `${folders[victim]}/${name}`);
    }
    return [victim];
  },
  renamedFolder(folders, random) {
    const [victim, source] = twoOf(folders, random);
    Deno.removeSync(folders[victim], { recursive: true });
    Deno.renameSync(folders[source], folders[victim]);
    return [victim];
  },
};

for (const [index, [name, attack]] of Object.entries(ATTACKS).entries()) {
  const { what, times } = attacks.rows[name as keyof typeof ATTACKS];
  Deno.test({
    name: `laboratory, ${times} times: ${what}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (store) => {
        const { runs } = await visit(store);
        const folders = foldersOf(store);
        const files = filesOf(folders);
        const random = randomOf(index);
        for (let time = 0; time < times; time++) {
          const victims = attack(folders, random);
          const { runs: again, asked, told } = await visit(store);
          const missing = `${name}, time ${time}, trial ${victims}`;
          assertEquals(told.length, victims.length, missing);
          for (const victim of victims) {
            const { optimizer, seed } = trials[victim];
            assert(asked.includes(trials[victim]), missing);
            assert(
              told.some((line) =>
                line.startsWith(`${optimizer.name} `) &&
                line.includes(`seed ${seed} is run again: `)
              ),
              missing,
            );
          }
          // Of a folder that was renamed nothing is left to tell of.
          assertEquals(asked.length, victims.length + Number(name === "renamedFolder"), missing);
          assertEquals(again, runs, missing);
          assertEquals(filesOf(folders), files, missing);
        }
      }),
  });
}

Deno.test({
  name: "laboratory uses all of a store that nobody touched, and says nothing",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const first = await visit(store);
      assertEquals([first.asked, first.told], [trials, []]);
      assertEquals(await visit(store), { runs: first.runs, asked: [], told: [] });
      const digests = first.runs.map(({ record }) => record.results.weightsDigest);
      assertEquals(new Set(digests).size, trials.length);
    }),
});

Deno.test({
  name: "laboratory does not believe a best test accuracy of 9.726, and says why",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const { runs } = await visit(store);
      const path = `${foldersOf(store)[2]}/record.json`;
      const record = JSON.parse(await Deno.readTextFile(path));
      record.results.best["test/accuracy"] = 9.726;
      await Deno.writeTextFile(path, `${JSON.stringify(record, null, 2)}\n`);
      const again = await visit(store);
      assertEquals([again.asked, again.runs], [[trials[2]], runs]);
      assertMatch(
        again.told[0],
        /^sgd learningRate=0.1 seed 0 is run again: .+record\.json: its checksum does not hold/,
      );
    }),
});

Deno.test({
  name: "laboratory does not take SGD's record in Adam's folder for Adam's, and says why",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const { runs } = await visit(store);
      const [adam, , sgd] = foldersOf(store);
      await Deno.remove(adam, { recursive: true });
      await Deno.rename(sgd, adam);
      const again = await visit(store);
      assertEquals([again.asked, again.runs], [[trials[0], trials[2]], runs]);
      assertEquals(again.told.length, 1);
      assertMatch(
        again.told[0],
        /^adam .+ another trial's: its optimizer.name is sgd; wanted adam$/,
      );
    }),
});

Deno.test({
  name: "laboratory names three damaged trials and counts the others",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const { runs } = await visit(store);
      const texts = ["\x1b[2J{", "", "[]", "{}"];
      for (const [index, folder] of foldersOf(store).entries()) {
        await Deno.writeTextFile(`${folder}/record.json`, texts[index]);
      }
      const again = await visit(store);
      assertEquals([again.asked, again.runs, again.told.length], [trials, runs, 4]);
      assertEquals(again.told[3], "1 more trial is run again: its record does not hold");
      // deno-lint-ignore no-control-regex -- a file's words are not to steer the terminal
      for (const line of again.told) assertEquals(/\x1b/.test(line), false);
      assertNotEquals(again.told[0], again.told[1]);
    }),
});

Deno.test({
  name: "laboratory runs a trial again, without a word, whose writing was killed",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const { runs } = await visit(store);
      for (const kept of [[], ["metrics.csv"]]) {
        const folder = foldersOf(store)[1];
        for (const name of FILE_NAMES) {
          const path = `${folder}/${name}`;
          await Deno.copyFile(path, `${path}.${crypto.randomUUID()}.tmp`);
          if (!(kept as string[]).includes(name)) await Deno.remove(path);
        }
        assertEquals(await visit(store), { runs, asked: [trials[1]], told: [] });
      }
    }),
});
