/** The children of a process while it lives, on Linux: what must be gone after it was killed. */
import { readFileSync } from 'node:fs';

/** Command lines of our children by their number, seen so far. */
export interface SeenChildren {
  readonly seen: ReadonlyMap<number, string>;
  stop(): void;
}

export function watchChildren(of: number): SeenChildren {
  const seen = new Map<number, string>();
  const look = (): void => {
    for (const pid of read(`/proc/${of}/task/${of}/children`)
      .split(' ')
      .filter(Boolean)
      .map(Number))
      seen.set(pid, commandOf(pid) || (seen.get(pid) ?? ''));
  };
  const timer = setInterval(look, 10);
  return { seen, stop: () => clearInterval(timer) };
}

/** Those that still run; a zombie does not. */
export function survivors({ seen }: SeenChildren): number[] {
  return [...seen]
    .filter(([pid, command]) => command !== '' && commandOf(pid) === command)
    .map(([pid]) => pid);
}

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return ''; // gone
  }
}
