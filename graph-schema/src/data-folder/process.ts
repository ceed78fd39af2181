/** A process as what it leaves in the data folder names it: its number is reused, so its start belongs to it. */
import { readFileSync } from 'node:fs';

export interface ProcessName {
  readonly pid: number;
  /** Start time where the system tells it (clock ticks after boot), else null. */
  readonly started: string | null;
}

export const thisProcess = (): ProcessName => ({
  pid: process.pid,
  started: statusOf(process.pid)?.started ?? null,
});

/** False for a zombie too: it does nothing any more, only its parent has not asked for it. */
export function isRunning({ pid, started }: ProcessName): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const status = statusOf(pid);
  if (status === null) return true;
  if (status.state === 'Z' || status.state === 'X') return false;
  return started === null || status.started === started;
}

/** Fields 3 and 22 of /proc/<pid>/stat; null where there is no such file. */
function statusOf(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return null;
  }
}
