import type { Examples } from "../dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import { classLabels } from "./class_labels.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat } from "./format.ts";

const PIXELS = 3 * 32 * 32;
/** The training and the test files of CIFAR-10, then of CIFAR-100, whose fine labels come second. */
const LAYOUTS = [
  {
    train: /^data_batch_\d+\.bin$/,
    test: /^test_batch\.bin$/,
    names: "batches.meta.txt",
    labels: 1,
  },
  { train: /^train\.bin$/, test: /^test\.bin$/, names: "fine_label_names.txt", labels: 2 },
];

/** CIFAR-10 and CIFAR-100 in their binary version: labels, then 32 x 32 bytes of red, of green and of blue. */
export const cifarFolder: DataFormat = {
  name: "CIFAR-10 or CIFAR-100 in binary",
  recognises: (source) => layoutOf(source) !== undefined,
  read(source) {
    const { train, test, names, labels } = layoutOf(source)!;
    const read = (pattern: RegExp) =>
      records(
        source.files.filter((name) => pattern.test(name)).map((name) => source.open(name)),
        labels,
      );
    const first = read(train);
    const second = source.files.some((name) => test.test(name)) ? read(test) : null;
    const classNames = source.files.includes(names)
      ? new TextDecoder().decode(source.open(names).bytes()).split(/\r?\n/).filter((name) =>
        name !== ""
      )
      : null;
    const { classNames: all, ...targets } = classLabels({
      path: source.path,
      train: first.labels,
      ...(second && { test: second.labels }),
      names: classNames,
    });
    const set = ({ inputs, count }: Records, own: Int32Array): Examples => ({
      inputs,
      targets: own,
      count,
    });
    return {
      kind: "images",
      inputShape: [3, 32, 32],
      classNames: all,
      train: set(first, targets.train),
      test: second === null ? null : set(second, targets.test),
      resize: "none",
      transposed: false,
    };
  },
};

function layoutOf({ files }: DataSource) {
  return LAYOUTS.find(({ train }) => files.some((name) => train.test(name)));
}

interface Records {
  readonly inputs: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

function records(files: readonly DataSource[], labelBytes: number): Records {
  const size = labelBytes + PIXELS;
  const contents = files.map((file) => {
    const bytes = file.bytes();
    if (bytes.length > 0 && bytes.length % size === 0) return bytes;
    throw new BadFileError(
      file.path,
      `expected images of ${size} bytes each, got ${bytes.length} bytes, of which ${
        bytes.length % size
      } are left over`,
    );
  });
  const count = contents.reduce((sum, { length }) => sum + length / size, 0);
  const inputs = new Uint8Array(count * PIXELS), labels = new Uint8Array(count);
  let n = 0;
  for (const bytes of contents) {
    for (let at = 0; at < bytes.length; at += size, n++) {
      labels[n] = bytes[at + labelBytes - 1];
      inputs.set(bytes.subarray(at + labelBytes, at + size), n * PIXELS);
    }
  }
  return { inputs, labels, count };
}
