/** Progress of a preparation: rows of the step, rate, and the share of the whole by the steps' usual weights. */
import type { PrepareProgress } from './protocol.ts';

const interval = 200;

export class ProgressMeter {
  private readonly weights: ReadonlyMap<string, number>;
  private readonly report: (progress: PrepareProgress) => void;
  private step = '';
  private before = 0;
  private started = 0;
  private last = 0;
  totalRows: number | null = null;

  /** @param weights usual share of each step, adding up to 1. */
  constructor(weights: ReadonlyMap<string, number>, report: (progress: PrepareProgress) => void) {
    this.weights = weights;
    this.report = report;
  }

  begin(step: string): void {
    this.before += this.weights.get(this.step) ?? 0;
    this.step = step;
    this.started = performance.now();
    this.last = 0;
    this.at(0, 0);
  }

  /** @param share of the step, 0..1. */
  at(rows: number, share: number): void {
    const now = performance.now();
    if (now - this.last < interval && share > 0) return;
    this.last = now;
    const seconds = (now - this.started) / 1_000;
    this.report({
      step: this.step,
      rows: Math.round(rows),
      totalRows: this.totalRows,
      rate: seconds > 0.05 ? Math.round(rows / seconds) : 0,
      fraction: Math.min(1, this.before + (this.weights.get(this.step) ?? 0) * Math.min(1, share)),
    });
  }
}
