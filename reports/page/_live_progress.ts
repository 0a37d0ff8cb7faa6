import { type PageFact, renderFacts } from "../sections/facts.ts";
import { type Html, html } from "../text/html.ts";

/**
 * How far a run is, as its live page shows it.
 *
 * @category Pages
 */
export interface LiveProgress {
  /** Trials that are done, those of former runs among them. */
  readonly done: number;
  /** All trials, as far as it is known. */
  readonly total: number;
  /** The few numbers that change: time left, trials that diverged. */
  readonly facts: readonly PageFact[];
  /** The trials that run. */
  readonly running: readonly RunningTrialProgress[];
  /** Whether the reader may stop them. */
  readonly canStop: boolean;
  /** The end of the run in a sentence; `null` while it runs. */
  readonly ending: string | null;
}

/**
 * A trial that runs.
 *
 * @category Pages
 */
export interface RunningTrialProgress {
  /** Names it, for stopping it. */
  readonly id: string;
  /** The trial in words. */
  readonly title: string;
  /** Epochs done and to do, in words: "epoch 3.3 of 10". */
  readonly at: string;
  /** The share that is done, from 0 to 1. */
  readonly share: number;
  /** Its score at the last evaluation; empty before the first. */
  readonly score: string;
  /** Whether it was told to stop. */
  readonly isStopping: boolean;
}

/** Renders the progress of a run: a bar, facts, the trials that run, and buttons to stop them. */
export function renderLiveProgress(
  { done, total, facts, running, canStop, ending }: LiveProgress,
): Html {
  return html`<div class="live-progress">
<progress max="${Math.max(1, total)}" value="${done}" aria-label="Trials done"></progress>
<p><strong>${done} of ${total}</strong> trials done</p>
${
    canStop && ending === null &&
    html`<button type="button" data-stop="" data-key="all">Stop all trials</button>`
  }
</div>
${ending !== null && html`<p class="live-ending">${ending}</p>`}
${renderFacts(facts)}
${
    running.length > 0 && html`<h2 class="live-heading">Running now</h2>
<ul class="live-trials">${running.map((trial) => renderTrial(trial, canStop))}</ul>`
  }`;
}

function renderTrial(
  { id, title, at, share, score, isStopping }: RunningTrialProgress,
  canStop: boolean,
): Html {
  return html`
    <li>
      <span class="live-title">${title}</span>
      <progress max="1" value="${share.toFixed(3)}" aria-label="${title}"></progress>
      <span>${at}</span>
      <span class="live-score">${score}</span>
      ${canStop && html`
        <button type="button" data-stop="${id}" data-key="${id}" aria-label="Stop ${title}"
          ${isStopping ? "disabled" : ""}>${isStopping ? "Stopping" : "Stop"}</button>
      `}
    </li>
  `;
}
