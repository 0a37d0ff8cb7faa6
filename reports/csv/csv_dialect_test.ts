import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRecord, sampleRun } from "../testing/sample_run.ts";
import { spreadsheetCsv } from "./csv_dialect.ts";
import { csvFiles } from "./csv_files.ts";
import { trialsCsv } from "./trials_csv.ts";

const RUNS = [sampleRun({ command: 'deno task compare --set "a;b"' })];

Deno.test("spreadsheetCsv takes decimal separator and delimiter from the language", () => {
  for (const locale of ["de-DE", "fr-FR", "pt-BR", "ru-RU"]) {
    const { delimiter, decimal } = spreadsheetCsv(locale);
    assertEquals([locale, delimiter, decimal], [locale, ";", ","]);
  }
  for (const locale of ["en-US", "en-GB", "ja-JP", "de-CH"]) {
    const { delimiter, decimal } = spreadsheetCsv(locale);
    assertEquals([locale, delimiter, decimal], [locale, ",", "."]);
  }
  assertEquals(spreadsheetCsv().byteOrderMark, true);
  assertThrows(() => spreadsheetCsv("not a tag"), RangeError);
});

Deno.test("a spreadsheet's CSV has the same cells as the standard one, in the language's numbers", () => {
  const files = csvFiles(RUNS, spreadsheetCsv("de-DE"));
  const text = [...files["trials.csv"]].join("");
  assertEquals(text[0], "\uFEFF");
  const [names, cells] = parse(text.slice(1), { separator: ";" });
  const [standardNames, standard] = parse(trialsCsv(RUNS));
  assertEquals(names, standardNames);
  const at = (name: string): [string, string] => {
    const place = names.indexOf(name);
    return [cells[place], standard[place]];
  };
  assertEquals(at("hp_learning_rate"), ["0,001", "0.001"]);
  assertEquals(at("seed"), ["0", "0"]);
  // Texts, and versions among them, are no numbers.
  for (const name of ["deno", "started_at", "setting"]) {
    const [own, other] = at(name);
    assertEquals(own, other, name);
  }
  assertEquals(cells.length, standard.length);
  const metrics = [...files["metrics.csv"]].join("");
  assertEquals(metrics.slice(1).split("\r\n")[1].split(";").slice(-2), ["0,16", "0,97"]);
});

Deno.test("the schema says how a spreadsheet's CSV is written, and nothing more of the standard one", () => {
  const schemaOf = (locale?: string) =>
    JSON.parse(
      csvFiles(RUNS, ...locale === undefined ? [] : [spreadsheetCsv(locale)])["csv-metadata.json"],
    );
  const german = schemaOf("de-DE"), standard = schemaOf();
  assertEquals(german.dialect, { delimiter: ";" });
  assertEquals(standard.dialect, undefined);
  const rate = ({ tables }: typeof german) =>
    tables[0].tableSchema.columns.find(({ name }: { name: string }) => name === "hp_learning_rate")
      .datatype;
  assertEquals(rate(german), { base: "number", format: { decimalChar: "," } });
  assertEquals(rate(standard), "number");
  assertEquals(rate(schemaOf("en-GB")), "number");
});

Deno.test("infinities and lists go into a spreadsheet's CSV as they are", () => {
  const { results } = sampleRecord();
  const runs = [sampleRun({ results: { ...results, seconds: 1.5 } })];
  const metrics = runs[0].metrics.map((row) => ({
    ...row,
    scores: { ...row.scores, "train/loss": Infinity },
  }));
  const text = [...csvFiles([{ ...runs[0], metrics }], spreadsheetCsv("de-DE"))["metrics.csv"]]
    .join("");
  assertEquals(text.includes(";INF;"), true);
});
