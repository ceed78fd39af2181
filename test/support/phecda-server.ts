/** The real server as a child process on a data folder of its own, and a client that speaks to it as the browser does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-sse';
import { recordSecret } from './record-secret.ts';

const root = join(import.meta.dirname, '../..');

export interface PhecdaServer {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  /** Resolves with the exit code, whoever ends it. */
  readonly ended: Promise<number | null>;
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly readyWithin?: number;
}

/** @throws Error with what the process wrote when it ends or does not become ready. */
export async function startPhecda({
  dataDir,
  env = {},
  readyWithin = 90_000,
}: StartOptions): Promise<PhecdaServer> {
  const child = spawn(process.execPath, ['dist/server/src/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      DATA_DIR: dataDir,
      RECORD_SECRET: recordSecret,
      NO_DEMO: '1',
      NO_ALERT_DAEMON: '1',
      DEMO_POSITION_DAYS: '0',
      LOG_LEVEL: 'warn',
      FREE_DOCUMENTS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await waitFor(
    child,
    () => /Phecda is at (http:\S+)/.exec(output)?.[1],
    readyWithin,
    () => output,
  );
  await waitFor(
    child,
    // A connection kept while the server was busy may be closed as it is used again.
    async () =>
      (await fetch(`${url}/ready`).catch(() => null))?.status === 200 ? true : undefined,
    readyWithin,
    () => output,
  );
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

async function waitFor<T>(
  child: ChildProcess,
  probe: () => T | undefined | Promise<T | undefined>,
  within: number,
  output: () => string,
): Promise<T> {
  const end = Date.now() + within;
  while (Date.now() < end) {
    const found = await probe();
    if (found !== undefined) return found;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ended.\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The server is not ready after ${within} ms.\n${output()}`);
}

export interface GraphQLAnswer<T> {
  readonly data: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** One browser: keeps its cookie. */
export class Browser {
  readonly url: string;
  cookie = '';
  readonly #events: Client<boolean>;

  constructor(url: string, singleConnection = false) {
    this.url = url;
    this.#events = createClient<boolean>({
      url: `${url}/graphql/stream`,
      retryAttempts: 0,
      headers: () => ({ cookie: this.cookie }),
      singleConnection,
    });
  }

  async raw<T>(query: string, variables: Record<string, unknown> = {}): Promise<GraphQLAnswer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url, cookie: this.cookie },
      body: JSON.stringify({ query, variables }),
    });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    return (await response.json()) as GraphQLAnswer<T>;
  }

  /** @throws Error on any GraphQL error. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.raw<T>(query, variables);
    if (errors || data === null) throw new Error(JSON.stringify(errors));
    return data;
  }

  async upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    return fetch(`${this.url}/api/uploads`, {
      method: 'POST',
      headers: { origin: this.url, cookie: this.cookie },
      body: form,
    });
  }

  subscribe<T>(
    query: string,
    variables: Record<string, unknown> = {},
  ): AsyncIterableIterator<GraphQLAnswer<T>> {
    return this.#events.iterate({ query, variables }) as AsyncIterableIterator<GraphQLAnswer<T>>;
  }

  close(): void {
    this.#events.dispose();
  }
}
