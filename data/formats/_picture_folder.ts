import type { DataSource } from "./data_source.ts";
import type { DataFormat } from "./format.ts";
import { pictureKind } from "./picture_size.ts";
import { type LabelledPicture, picturesRead } from "./_pictures.ts";

/** A folder for each class, with its pictures; or folders `train` and `test` of such. */
export const pictureFolder: DataFormat = {
  name: "a folder of pictures for each class (PNG, JPEG)",
  recognises: (source) => classFolders(source).length > 0 || partsOf(source) !== undefined,
  read(source, { imageShape }) {
    const { train, test } = partsOf(source) ?? { train: source, test: undefined };
    const folders = classFolders(train);
    const names = [
      ...new Set(
        [...folders, ...test === undefined ? [] : classFolders(test)].map(({ name }) => name),
      ),
    ].sort();
    const labelled = (part: DataSource | undefined) =>
      part === undefined
        ? []
        : classFolders(part).flatMap((folder) =>
          pictures(folder).map((file): LabelledPicture => ({
            path: file.path,
            bytes: file.bytes,
            label: names.indexOf(folder.name),
          }))
        );
    return picturesRead(
      source.path,
      { train: labelled(train), test: labelled(test) },
      names,
      imageShape,
    );
  },
};

function partsOf(source: DataSource) {
  if (!source.folders.includes("train")) return undefined;
  const train = source.open("train");
  if (classFolders(train).length === 0) return undefined;
  const name = ["test", "val", "validation"].find((name) => source.folders.includes(name));
  return { train, test: name === undefined ? undefined : source.open(name) };
}

function classFolders(source: DataSource): DataSource[] {
  return source.folders.map((name) => source.open(name)).filter((folder) => {
    const [first] = folder.files;
    return first !== undefined && pictures(folder).length > 0;
  });
}

/** The pictures that lie in a folder. */
export function pictures(folder: DataSource): DataSource[] {
  return folder.files.map((name) => folder.open(name))
    .filter(({ head }) => pictureKind(head) !== undefined);
}
