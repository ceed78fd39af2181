/** Whether the server can answer fully, and if not, what it is waiting for. */

export type NotReady = 'starting' | 'viewBuilding' | 'stopping' | 'failed';

export class Readiness {
  #reason: NotReady | null = 'starting';

  /** null = ready. */
  get reason(): NotReady | null {
    return this.#reason;
  }

  set(reason: NotReady | null): void {
    // Nothing brings a stopping server back.
    if (this.#reason !== 'stopping') this.#reason = reason;
  }
}
