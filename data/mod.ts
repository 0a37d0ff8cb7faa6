/**
 * Data sets and the readers of their files.
 *
 * @module
 */
export * from "./catalogue.ts";
export * from "./columns_dataset.ts";
export * from "./data_directory.ts";
export * from "./dataset.ts";
export * from "./digits.ts";
export * from "./download_dataset.ts";
export * from "./download_error.ts";
export * from "./download_file.ts";
export * from "./fables.ts";
export * from "./friedman.ts";
export * from "./formats/bad_file_error.ts";
export * from "./formats/class_labels.ts";
export * from "./formats/csv_rows.ts";
export * from "./formats/data_source.ts";
export * from "./formats/format.ts";
export * from "./formats/format_catalogue.ts";
export * from "./formats/gunzip.ts";
export * from "./formats/idx_array.ts";
export * from "./formats/idx_naming.ts";
export * from "./formats/decode_picture.ts";
export * from "./formats/picture_size.ts";
export * from "./formats/resize_picture.ts";
export * from "./formats/read_csv.ts";
export * from "./formats/read_npy.ts";
export * from "./formats/read_zip.ts";
export * from "./has_idx_dataset.ts";
export * from "./idx.ts";
export * from "./idx_dataset.ts";
export * from "./idx_sources.ts";
export * from "./input_mean.ts";
export * from "./missing_dataset_error.ts";
export * from "./mnist1d.ts";
export * from "./open_dataset.ts";
export * from "./option_error.ts";
export * from "./preprocessing.ts";
export * from "./sha256.ts";
export * from "./shared_dataset.ts";
export * from "./split_examples.ts";
export * from "./table_dataset.ts";
export * from "./text_dataset.ts";
export * from "./wine.ts";
