/**
 * Run records, and turning them into CSV and HTML. Running writes records; everything else here only
 * reads them, and knows nothing of training.
 *
 * @module
 */
export * from "./text/capitalized.ts";
export * from "./text/counted.ts";
export * from "./text/format.ts";
export * from "./text/format_summary.ts";
export * from "./text/shortened.ts";
export * from "./text/shortened.ts";
export * from "./record/mod.ts";
export * from "./csv/trials_csv.ts";
export * from "./csv/metrics_csv.ts";
export * from "./csv/csv_schema.ts";
export * from "./csv/confusion_csv.ts";
export * from "./csv/csv_dialect.ts";
export * from "./csv/csv_files.ts";
export * from "./statistics/adjust_probabilities.ts";
export * from "./statistics/arrival_curve.ts";
export * from "./statistics/bootstrap_interval.ts";
export * from "./statistics/chi_square.ts";
export * from "./statistics/compare_means.ts";
export * from "./statistics/detectable_difference.ts";
export * from "./statistics/detectable_lead.ts";
export * from "./statistics/equivalence.ts";
export * from "./statistics/expected_minimum.ts";
export * from "./statistics/hyperparameter_importance.ts";
export * from "./statistics/judge_contestants.ts";
export * from "./statistics/interquartile_mean.ts";
export * from "./statistics/letter_groups.ts";
export * from "./statistics/mann_whitney.ts";
export * from "./statistics/optimality_gap.ts";
export * from "./statistics/probability_of_improvement.ts";
export * from "./statistics/normal.ts";
export * from "./statistics/profile_score.ts";
export * from "./statistics/rank_agreement.ts";
export * from "./statistics/rank_stability.ts";
export * from "./statistics/sign_flip.ts";
export * from "./statistics/student_t.ts";
export * from "./statistics/summarize.ts";
export * from "./statistics/tunability.ts";
export * from "./statistics/variance_components.ts";
export * from "./statistics/wilson_interval.ts";
export * from "./select/search_edges.ts";
export * from "./select/setting_value.ts";
export * from "./select/curve_series.ts";
export * from "./select/ended_trials.ts";
export * from "./select/heat_map.ts";
export * from "./page/page.ts";
export * from "./page/page_finding.ts";
export type { LiveProgress, RunningTrialProgress } from "./page/_live_progress.ts";
export * from "./page/live_renderer.ts";
export { type PageSummary, readSummary } from "./page/page_summary.ts";
export * from "./page/render_page.ts";
export * from "./page/write_page.ts";
export { recoverFolder } from "./page/replace_folder.ts";
export type { DotPlot, DotRow } from "./sections/dot_plot.ts";
export type { PageFact } from "./sections/facts.ts";
export type { SectionBase } from "./sections/section_base.ts";
export type {
  GridSection,
  GroupSection,
  Section,
  StagesSection,
  TabsSection,
} from "./sections/section.ts";
export type { TextSection } from "./sections/text.ts";
export type { Cell, Column, RichCell, TableSection } from "./sections/table.ts";
export * from "./sections/terminal_table.ts";
export type { CurvesSection } from "./sections/curves.ts";
export type { CurveAxis, CurveChart, CurveReference, CurveSeries } from "./charts/curves_figure.ts";
export type { SensitivitySection } from "./sections/sensitivity.ts";
export type {
  SensitivityAxes,
  SensitivityPoint,
  SensitivitySeries,
} from "./charts/sensitivity_figure.ts";
export type { SettingsSection } from "./sections/settings.ts";
export type {
  SearchedHyperparameter,
  SearchedSetting,
  SearchedSettings,
} from "./charts/searched_settings.ts";
export type { BarsSection } from "./sections/bars.ts";
export type { BarChart, BarRow } from "./charts/bars_figure.ts";
export type { HeatMapsSection } from "./sections/heatmaps.ts";
export type { HeatMap, HeatMapAxis } from "./charts/heatmap_figure.ts";
export type { ContoursSection } from "./sections/contours.ts";
export type { ContourMap } from "./charts/contour_figure.ts";
export type { SeriesColours } from "./charts/series_style.ts";
export type { ReferenceRow, ReferenceSection } from "./sections/reference.ts";
export type { DerivationSection, DerivationStep } from "./sections/derivation.ts";
export type { EnvironmentSection } from "./sections/environment.ts";
export type { LinesSection } from "./sections/lines.ts";
export type { LineAxis, LineChart, LinePoint, LineSeries } from "./charts/lines_figure.ts";
export type { LinkCard, LinksSection } from "./sections/links.ts";
export type { ListingSection } from "./sections/listing.ts";
export type { MatrixCell, MatrixHeading, MatrixSection } from "./sections/matrix.ts";
export type { PathFunction, PathHyperparameter, PathRule, PathsSection } from "./sections/paths.ts";
export type { MapPoint, SearchMap, SearchMapsSection } from "./sections/search_maps.ts";
export type { ScatterSection } from "./sections/scatter.ts";
export type { ScatterChart, ScatterPoint, ScatterSeries } from "./charts/scatter_figure.ts";
export type { Picture, PicturesSection } from "./sections/pictures.ts";
export type { ConfusionMatrix, ConfusionSection } from "./sections/confusion.ts";
export type { Sample, SamplesSection } from "./sections/samples.ts";
export * from "./compare/compare_optimizers.ts";
export * from "./compare/image_sections.ts";
export * from "./compare/landscape_section.ts";
export * from "./trials/pack_trials.ts";
export * from "./trials/trials_page.ts";
export type { TrialPagesSection } from "./sections/trial_pages.ts";
export * from "./compare/compare_report.ts";
export * from "./index/index_page.ts";
export * from "./index/report_cards.ts";
