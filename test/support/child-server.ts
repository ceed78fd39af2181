/** A database server as a child process: a free port, readiness by connecting, and no process left behind whichever way ours ends. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface ChildServer {
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ChildServerOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** User that the process runs as (PostgreSQL refuses root). */
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  /** Resolves once it answers; called again until it does. */
  readonly ready: () => Promise<void>;
  readonly readyWithin: number;
  readonly stopSignal: NodeJS.Signals;
  /** Time to stop by itself before it is killed. */
  readonly stopWithin: number;
  /** Runs after the process has ended. */
  readonly cleanUp?: () => Promise<void>;
}

const running = new Set<ChildProcess>();
let guarded = false;

/** Starts a server and waits until it answers. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { command, args, env, uid, gid, cwd, cleanUp } = options;
  guard();
  const output: string[] = [];
  const [program, ...rest] = [...dyingWithUs(options.stopSignal), command, ...args] as [
    string,
    ...string[],
  ];
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: env ?? process.env,
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output.push(text);
      if (output.length > 200) output.shift();
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let over = false;
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  void ended.then(() => {
    over = true;
    running.delete(child);
  });

  const stop = async (): Promise<void> => {
    if (!over) {
      child.kill(options.stopSignal);
      const killer = setTimeout(() => child.kill('SIGKILL'), options.stopWithin);
      await ended;
      clearTimeout(killer);
    }
    await cleanUp?.();
  };

  const deadline = Date.now() + options.readyWithin;
  let last: unknown;
  while (Date.now() < deadline && !over && failure === undefined) {
    try {
      await options.ready();
      return { pid: child.pid ?? 0, stop };
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const said = output.join('').trim().split('\n').slice(-20).join('\n');
  await stop();
  throw new Error(
    `${options.name} did not start: ${failure?.message ?? (over ? 'it ended' : `no answer in time (${String(last)})`)}\n${said}`,
  );
}

/** Whatever ends us ends them too; a signal is passed on by default handling after that. */
function guard(): void {
  if (guarded) return;
  guarded = true;
  process.once('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Somebody else's handler (vitest, a script) may stop in good order; without one we end here.
      if (process.listenerCount(signal) === 1)
        process.exit(128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 1));
    });
  }
}

/** Even a killed parent takes its servers along where the system can do that (Linux). */
function dyingWithUs(signal: NodeJS.Signals): string[] {
  if (
    process.platform !== 'linux' ||
    spawnSync('setpriv', ['--help'], { stdio: 'ignore' }).status !== 0
  )
    return [];
  return ['setpriv', '--pdeathsig', signal.slice(3), '--'];
}
