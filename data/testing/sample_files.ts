import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { deflateRawSync, gzipSync } from "node:zlib";
import { idxBytes } from "./idx_bytes.ts";
import type { IdxValues } from "../formats/idx_array.ts";
import { PARQUET } from "./_sample_parquet.ts";

/**
 * A small file or folder of a format, for tests: 60 examples of two or three classes that one look tells apart.
 *
 * @category Testing
 */
export interface SampleFile {
  /** The format in words. */
  readonly format: string;
  /** Writes it into an empty folder and gives its path. */
  write(folder: string): string | Promise<string>;
  /** Shape of an input. */
  readonly shape: readonly number[];
  /** How many examples of each class there are. */
  readonly classes: Readonly<Record<string, number>>;
  /** Examples of the test part that the files have; absent: they have none. */
  readonly testCount?: number;
}

const COUNT = 60;
const THIRDS = { "0": 20, "1": 20, "2": 20 };
const text = new TextEncoder();

/** Class of each example, in turn. */
const labels = (count: number) => Uint8Array.from({ length: count }, (_, n) => n % 3);

/** Images of a class are the brighter the higher its number is; the rest varies. */
function pixels(count: number, size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length: count * size },
    (_, i) => 70 * (Math.floor(i / size) % 3) + (i * 7) % 40,
  );
}

function write(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = `${folder}/${name}`;
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeFileSync(path, typeof content === "string" ? text.encode(content) : content);
  }
  return folder;
}

function idx(images: (count: number) => IdxValues, names: (part: string, kind: string) => string) {
  const files = (part: string, count: number) => ({
    [names(part, "images")]: idxBytes([count, 5, 4], images(count)),
    [names(part, "labels")]: gzipSync(idxBytes([count], labels(count))),
  });
  return (folder: string) => write(folder, { ...files("train", 45), ...files("t10k", 15) });
}

/** An array as NumPy saves it. */
export function npy(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  const padded = header.padEnd(128 - 10 - 1) + "\n";
  const length = [padded.length & 255, padded.length >> 8];
  return new Uint8Array([
    0x93,
    ...text.encode("NUMPY"),
    1,
    0,
    ...length,
    ...text.encode(padded),
    ...data,
  ]);
}

/** A ZIP archive with deflated files. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const locals: number[] = [], directory: number[] = [];
  const numbers = (...fields: readonly (readonly [value: number, bytes: number])[]) =>
    fields.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255)
    );
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content), start = locals.length;
    const sizes = [[0, 4], [packed.length, 4], [content.length, 4], [name.length, 2]] as const;
    const both = [[20, 2], [0, 2], [8, 2], [0, 4], ...sizes] as const;
    locals.push(...numbers([0x04034b50, 4], ...both, [0, 2]), ...text.encode(name), ...packed);
    const ends = [[0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [start, 4]] as const;
    directory.push(...numbers([0x02014b50, 4], [20, 2], ...both, ...ends), ...text.encode(name));
  }
  const count = Object.keys(files).length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [directory.length, 4],
    [locals.length, 4],
    [0, 2],
  );
  return new Uint8Array([...locals, ...directory, ...end]);
}

/** A picture of one brightness. */
export function png(value: number, height: number, width: number): Uint8Array {
  const picture = new PNG({ width, height });
  picture.data.fill(value).forEach((_: number, i: number) => {
    if (i % 4 === 3) picture.data[i] = 255;
  });
  return new Uint8Array(PNG.sync.write(picture, { colorType: 2 }));
}

/** Pictures of the brightness of each class; the encoder fills much memory each time. */
const jpegs = new Map<number, Uint8Array>();

function jpegOf(label: number): Uint8Array {
  let bytes = jpegs.get(label);
  if (bytes === undefined) {
    const data = new Uint8Array(6 * 8 * 4).fill(70 * label + 5);
    bytes = new Uint8Array(jpeg.encode({ data, width: 8, height: 6 }, 90).data);
    jpegs.set(label, bytes);
  }
  return bytes;
}

function table(separator: string, header: boolean): string {
  const rows = Array.from({ length: COUNT }, (_, n) => [
    (n % 3) * 2 + n / 100,
    `"${["red", "blue"][n % 2]}"`,
    ["low", "mid", "top"][n % 3],
  ]);
  return [...header ? [["size", "colour", "class"]] : [], ...rows]
    .map((row) => row.join(separator)).join("\r\n");
}

/**
 * A file or folder of every format.
 *
 * @category Testing
 */
export const SAMPLE_FILES: readonly SampleFile[] = [
  {
    format: "a folder of IDX files of bytes",
    write: (folder) =>
      write(folder, {
        "images.idx3-ubyte": idxBytes([COUNT, 5, 4], pixels(COUNT, 20)),
        "labels.idx1-ubyte.gz": gzipSync(idxBytes([COUNT], labels(COUNT))),
      }),
    shape: [1, 5, 4],
    classes: THIRDS,
  },
  {
    format: "IDX of 32-bit floats with MNIST's names and a dot, in folders of those names",
    write: idx(
      (count) => Float32Array.from(pixels(count, 20)),
      (part, kind) => {
        const name = `${part}-${kind}.idx${kind === "images" ? 3 : 1}-ubyte`;
        return kind === "images" ? `${name}/${name}` : `${name}.gz`;
      },
    ),
    shape: [1, 5, 4],
    classes: THIRDS,
    testCount: 15,
  },
  {
    format: "QMNIST with labels of eight columns",
    write: (folder) =>
      write(folder, {
        "qmnist-train-images-idx3-ubyte": idxBytes([COUNT, 5, 4], pixels(COUNT, 20)),
        "qmnist-train-labels-idx2-int": idxBytes(
          [COUNT, 8],
          Int32Array.from({ length: 8 * COUNT }, (_, i) => i % 8 === 0 ? (i / 8) % 3 : i),
        ),
      }),
    shape: [1, 5, 4],
    classes: THIRDS,
  },
  {
    format: "CIFAR-10 in binary",
    write: (folder) => {
      const file = (count: number) => {
        const images = pixels(count, 3072), own = labels(count);
        const bytes = new Uint8Array(count * 3073);
        for (let n = 0; n < count; n++) {
          bytes[n * 3073] = own[n];
          bytes.set(images.subarray(n * 3072, (n + 1) * 3072), n * 3073 + 1);
        }
        return bytes;
      };
      return write(folder, {
        "data_batch_1.bin": file(30),
        "data_batch_2.bin": file(15),
        "test_batch.bin": file(15),
        "batches.meta.txt": "airplane\nautomobile\nbird\n\n",
      });
    },
    shape: [3, 32, 32],
    classes: { airplane: 20, automobile: 20, bird: 20 },
    testCount: 15,
  },
  {
    format: "an .npz archive with Keras's names",
    write: (folder) => {
      const part = (count: number) => [
        npy("|u1", [count, 5, 4], pixels(count, 20)),
        npy("<i8", [count], new Uint8Array(BigInt64Array.from(labels(count), BigInt).buffer)),
      ];
      const [[x, y], [testX, testY]] = [part(45), part(15)];
      const files = {
        "x_train.npy": x,
        "y_train.npy": y,
        "x_test.npy": testX,
        "y_test.npy": testY,
      };
      return `${write(folder, { "mnist.npz": zip(files) })}/mnist.npz`;
    },
    shape: [1, 5, 4],
    classes: THIRDS,
    testCount: 15,
  },
  {
    format: "a folder of .npy arrays of rows",
    write: (folder) => {
      const rows = Float64Array.from(
        { length: 2 * COUNT },
        (_, i) => Math.floor(i / 2) % 3 + i / 1e3,
      );
      return write(folder, {
        "X.npy": npy("<f8", [COUNT, 2], new Uint8Array(rows.buffer)),
        "y.npy": npy("|u1", [COUNT], labels(COUNT)),
      });
    },
    shape: [2],
    classes: THIRDS,
  },
  {
    format: "a folder of pictures, PNG and JPEG, grey and of different sizes",
    write: (folder) =>
      write(
        folder,
        Object.fromEntries(
          Array.from({ length: COUNT }, (_, n) => {
            const name = ["ant", "bee", "cat"][n % 3], value = 70 * (n % 3) + n % 10;
            if (n % 5 !== 0) return [`${name}/${n}.png`, png(value, n % 4 === 1 ? 12 : 6, 8)];
            return [`${name}/${n}.jpg`, jpegOf(n % 3)];
          }),
        ),
      ),
    shape: [1, 6, 8],
    classes: { ant: 20, bee: 20, cat: 20 },
  },
  {
    format: "Parquet as the Hugging Face hub stores MNIST",
    write: (folder) =>
      write(folder, {
        "mnist/train-00000-of-00002.parquet": PARQUET,
        "mnist/train-00001-of-00002.parquet": PARQUET,
        "mnist/test-00000-of-00001.parquet": PARQUET,
      }),
    shape: [1, 2, 2],
    classes: { zero: 15, one: 15, two: 15 },
    testCount: 15,
  },
  {
    format: "CIFAR-100 in binary, with coarse and fine labels",
    write: (folder) => {
      const file = (count: number) => {
        const images = pixels(count, 3072), bytes = new Uint8Array(count * 3074);
        for (let n = 0; n < count; n++) {
          bytes.set([n % 2, n % 3], n * 3074);
          bytes.set(images.subarray(n * 3072, (n + 1) * 3072), n * 3074 + 2);
        }
        return bytes;
      };
      return write(folder, {
        "train.bin": file(45),
        "test.bin": file(15),
        "fine_label_names.txt": "apple\naquarium_fish\nbaby\n",
        "coarse_label_names.txt": "aquatic_mammals\nfish\n",
      });
    },
    shape: [3, 32, 32],
    classes: { apple: 20, aquarium_fish: 20, baby: 20 },
    testCount: 15,
  },
  {
    format: "scikit-learn's table of irises, with its first line of counts and classes",
    write: (folder) => {
      const rows = Array.from({ length: COUNT }, (_, n) => [
        (4.9 + 2 * (n % 3) + (n % 7) / 10).toFixed(1),
        (3 + (n % 5) / 10).toFixed(1),
        n % 3,
      ]);
      const lines = [[COUNT, 2, "setosa", "versicolor", "virginica"], ...rows];
      const text = lines.map((fields) => fields.join(",")).join("\n");
      return `${write(folder, { "iris.csv": `${text}\n` })}/iris.csv`;
    },
    shape: [2],
    classes: { setosa: 20, versicolor: 20, virginica: 20 },
  },
  {
    format: "two gzip files of inputs and target, between blanks, as scikit-learn's diabetes data",
    write: (folder) => {
      const lines = (of: (n: number) => string) =>
        gzipSync(text.encode(`${Array.from({ length: COUNT }, (_, n) => of(n)).join("\n")}\n`));
      return write(folder, {
        "some_data_raw.csv.gz": lines((n) => `${n % 3 + n / 100} ${1 + n % 2} ${n * 7 % 11}.0`),
        "some_target.csv.gz": lines((n) => (n % 3).toExponential(18)),
      });
    },
    shape: [3],
    classes: THIRDS,
  },
  {
    format: "Kaggle's tables of pixels, train.csv with labels and test.csv without",
    write: (folder) => {
      const names = Array.from({ length: 64 }, (_, i) => `pixel${i}`);
      const rows = (count: number) => {
        const all = pixels(count, 64);
        return Array.from({ length: count }, (_, n) => [...all.subarray(64 * n, 64 * (n + 1))]);
      };
      const table = (lines: readonly (readonly (string | number)[])[]) =>
        lines.map((fields) => `${fields.join(",")}\n`).join("");
      return write(folder, {
        "train.csv": table([["label", ...names], ...rows(COUNT).map((row, n) => [n % 3, ...row])]),
        "test.csv": table([names, ...rows(5)]),
        "sample_submission.csv": "ImageId,Label\n1,0\n",
      });
    },
    shape: [1, 8, 8],
    classes: THIRDS,
  },
  {
    format: "CSV with a header, quotes and CRLF",
    write: (folder) => `${write(folder, { "things.csv": table(",", true) })}/things.csv`,
    shape: [3],
    classes: { low: 20, mid: 20, top: 20 },
  },
  {
    format: "a gzip table with semicolons and no header",
    write: (folder) => {
      const content = gzipSync(text.encode(table(";", false)));
      return `${write(folder, { "things.csv.gz": content })}/things.csv.gz`;
    },
    shape: [3],
    classes: { low: 20, mid: 20, top: 20 },
  },
];
