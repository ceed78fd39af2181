/** One at a time, in the order of asking: whoever gives up its place holds nobody up. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns the way to leave. @throws the signal's reason when it fires before the turn comes. */
  async enter(signal?: AbortSignal): Promise<() => void> {
    const turn = this.#last;
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    this.#last = turn.then(() => left);
    let stop = (): void => undefined;
    const givenUp = new Promise<never>((_, reject) => {
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
    });
    try {
      signal?.throwIfAborted();
      await Promise.race([turn, givenUp]);
      return leave;
    } catch (error) {
      leave();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
}
