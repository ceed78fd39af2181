/** `npm start` as somebody types it, in a process group of its own that ends with us. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from './child-server.ts';

const root = join(import.meta.dirname, '../..');

export interface NpmStart {
  readonly url: string;
  /** `performance.now()` just before the process was made. */
  readonly at: number;
  readonly output: () => string;
  readonly ended: () => boolean;
  stop(): Promise<void>;
}

/** Returns at once: nothing answers yet. */
export async function npmStart(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<NpmStart> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const at = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    env: {
      PATH,
      HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      FREE_DOCUMENTS: '1',
      DEMO_POSITION_DAYS: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let over = false;
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // `close`, not `exit`: npm may go before the server, which holds the pipes too.
  const closed = once(child, 'close').then(() => (over = true));
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (!over && child.pid !== undefined) process.kill(-child.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const atExit = (): void => signal('SIGKILL');
  process.once('exit', atExit);
  return {
    url: `http://127.0.0.1:${port}`,
    at,
    output: () => output,
    ended: () => over,
    stop: async () => {
      signal('SIGTERM');
      const killer = setTimeout(() => signal('SIGKILL'), 20_000);
      await closed;
      clearTimeout(killer);
      process.removeListener('exit', atExit);
    },
  };
}

/** Asks again until it holds; a refused connection is no answer yet. @throws Error with what was written when it ends or takes longer than `within` milliseconds. */
export async function until(
  started: NpmStart,
  within: number,
  pause: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + within;
  for (;;) {
    const held = await holds().catch((error: unknown) => {
      if (error instanceof TypeError) return false;
      throw error;
    });
    if (held) return;
    if (started.ended() || performance.now() > end)
      throw new Error(
        `npm start ${started.ended() ? 'ended' : 'took too long'}.\n${started.output()}`,
      );
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
