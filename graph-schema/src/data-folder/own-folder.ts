/** A folder for what a process needs only while it lives: scratch files, uploads that still come in. What a killed process has left goes at the next start. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, thisProcess } from './process.ts';

/** This process's folder in `parent`; removes those of processes that run no more. */
export function ownFolder(parent: string): string {
  const { pid, started } = thisProcess();
  const mine = `process-${pid}-${started ?? '0'}`;
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(parent)) {
    const [, owner, since] = /^process-(\d+)-(\d+)$/.exec(name) ?? [];
    if (owner === undefined || name === mine) continue;
    if (!isRunning({ pid: Number(owner), started: since === '0' ? null : (since ?? null) }))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = join(parent, mine);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
