/** `validationAccuracy` as "validation accuracy". */
export function metricTitle(metric: string): string {
  return metric.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
