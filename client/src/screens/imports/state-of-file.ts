/** The word for a file's state: a loaded file need not count, when a newer full list has taken its place or that of the one it adds to. */
export function stateOf({ state, live }: { state: string; live: boolean }): string {
  return state === 'loaded' && !live ? 'idle' : state;
}
