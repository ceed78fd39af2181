/** Keeps a script alive until it is told to stop, then stops in good order. */
export function untilStopped(stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const alive = setInterval(() => undefined, 60_000);
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        clearInterval(alive);
        stop().then(resolve, reject);
      });
    }
  });
}
