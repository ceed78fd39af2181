/** The child processes of imports. One that ended its job well waits a while for the next, which then has no start to pay for; what failed, was stopped or has grown goes. */
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { startProcess } from '@phecda/graph-schema/start-code';
import type { ChildJob } from './protocol.ts';

const idleMs = 15_000;
/** Resident memory beyond which a child is not kept, MB. */
const maxIdleMb = 400;

interface Idle {
  readonly child: ChildProcess;
  readonly heapMb: number;
  readonly timer: NodeJS.Timeout;
}

let idle: Idle | null = null;

const childModule = new URL('./child.ts', import.meta.url);

export function takeChild({ task, limits: { heapMb } }: ChildJob): ChildProcess {
  const waiting = idle;
  // One that has prepared works at a lower priority; who asks for a preview waits for it.
  if (task === 'prepare' && waiting?.heapMb === heapMb && lives(waiting.child)) {
    idle = null;
    clearTimeout(waiting.timer);
    hold(waiting.child, true);
    return waiting.child;
  }
  const child = startProcess(childModule, [], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { TZ: 'UTC' },
  });
  child.on('error', () => undefined); // whoever has it listens too; one that waits is found dead when it is wanted
  return child;
}

const lives = (child: ChildProcess): boolean =>
  child.connected && !child.killed && child.exitCode === null && child.signalCode === null;

/** @returns false where the child is not kept: it is still to be ended. */
export async function keepChild(
  child: ChildProcess,
  { task, limits: { heapMb } }: ChildJob,
): Promise<boolean> {
  if (task !== 'prepare') return false;
  const resident = await residentMb(child.pid);
  if (resident === 0 || resident > maxIdleMb || !lives(child) || idle !== null) return false;
  const end = (): void => {
    if (idle?.child === child) idle = null;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(end, idleMs);
  timer.unref();
  idle = { child, heapMb, timer };
  hold(child, false);
  return true;
}

/** Whether this process waits for the child before it ends. */
function hold(child: ChildProcess, on: boolean): void {
  for (const part of [child, child.channel, child.stderr as Socket | null])
    if (on) part?.ref();
    else part?.unref();
}

/** Resident memory of a process, MB; 0 where the system does not tell. */
export async function residentMb(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
