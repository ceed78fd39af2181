/** What work costs in this process and its children: processor time of both, and the peak of their memory. Figures of children need Linux's /proc. */
import { readFile, readdir } from 'node:fs/promises';

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const TICK = 10;

export interface Cost {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of processor time of this process, all its threads. */
  readonly own: number;
  /** Of its descendants. */
  readonly children: number;
}

/** Measures one piece of work. */
export async function costOf<T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> {
  const start = performance.now();
  const own = process.cpuUsage();
  const children = await processorOfChildren(process.pid);
  const result = await work();
  const { user, system } = process.cpuUsage(own);
  return {
    result,
    cost: {
      wall: performance.now() - start,
      own: (user + system) / 1000,
      children: (await processorOfChildren(process.pid)) - children,
    },
  };
}

/** Milliseconds of processor time of a process that runs and of its descendants, ended or not; 0 where the system does not tell. */
export async function processorOf(pid: number): Promise<number> {
  const fields = fieldsOf(await textOf(`/proc/${pid}/stat`));
  if (fields.length < 15) return 0;
  return (Number(fields[11]) + Number(fields[12])) * TICK + (await processorOfChildren(pid));
}

async function processorOfChildren(pid: number): Promise<number> {
  const fields = fieldsOf(await textOf(`/proc/${pid}/stat`));
  const ended = fields.length < 15 ? 0 : (Number(fields[13]) + Number(fields[14])) * TICK;
  const running = await Promise.all((await childrenOf(pid)).map(processorOf));
  return running.reduce((sum, time) => sum + time, ended);
}

/** Fields from the third on (state, parent, …): the second is a name that may hold spaces. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

export interface MemoryPeak {
  /** Bytes resident at the highest of this process. */
  readonly own: number;
  /** Of the largest child, as last seen. */
  readonly child: number;
  /** Of this process and its children at one time, as sampled. */
  readonly together: number;
}

/** Watches resident memory until stopped, looking every 250 ms. */
export function watchMemory(): { stop(): Promise<MemoryPeak> } {
  let child = 0;
  let together = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      let sum = process.memoryUsage.rss();
      for (const pid of await childrenOf(process.pid)) {
        const { now, highest } = await residentOf(pid);
        sum += now;
        child = Math.max(child, highest);
      }
      together = Math.max(together, sum);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return { own: process.resourceUsage().maxRSS * 1024, child, together };
    },
  };
}

async function childrenOf(parent: number): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    pids.map(async (pid) => ({ pid, stat: await textOf(`/proc/${pid}/stat`) })),
  );
  return stats
    .filter(({ stat }) => stat !== '' && Number(fieldsOf(stat)[1]) === parent)
    .map(({ pid }) => Number(pid));
}

/** Children, their children, and so on. */
export async function descendantsOf(parent: number): Promise<number[]> {
  const own = await childrenOf(parent);
  const below = await Promise.all(own.map(descendantsOf));
  return [...own, ...below.flat()];
}

/** Bytes; zeros when the process has ended or the system does not tell. */
export async function residentOf(pid: number): Promise<{ now: number; highest: number }> {
  const status = await textOf(`/proc/${pid}/status`);
  const kilobytes = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') * 1024, highest: kilobytes('VmHWM') * 1024 };
}

/** Empty when the process has ended or there is no /proc. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
