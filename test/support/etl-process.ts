/** The command line of the import, in a process of its own as tests of crashes and of several writers need it, or in that of the test. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { readEtlConfig } from '@phecda/etl/config';
import { runCommandLine } from '@phecda/etl/main';
import { recordSecret } from './record-secret.ts';

const repository = join(import.meta.dirname, '../..');

export interface Ended {
  readonly signal: string | null;
  readonly code: number | null;
  readonly text: string;
}

/** The command line in a process of its own; `killAfter` sends SIGKILL after so many milliseconds. */
export function etl(
  args: readonly string[],
  env: Record<string, string>,
  killAfter?: number,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, 'dist/etl/src/main.js'), ...args], {
      cwd: repository,
      env: { PATH: process.env['PATH'] ?? '', RECORD_SECRET: recordSecret, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const timer =
      killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.stdout.on('data', (part: Buffer) => (text += part.toString()));
    child.stderr.on('data', (part: Buffer) => (text += part.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, text });
    });
  });
}

/** The same in the process of the test: a second sooner, but it cannot be killed. */
export async function etlHere(
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  let text = '';
  const screen = new Writable({
    decodeStrings: false,
    write: (part: string, _, taken) => void ((text += part), taken()),
  });
  const streams = { out: screen, note: screen, terminal: false };
  const config = () => readEtlConfig({ RECORD_SECRET: recordSecret, ...env });
  const code = await runCommandLine(args, config, streams);
  return { code, signal: null, text };
}

/** @throws Error with what it printed when it does not end well. */
export async function done(
  args: readonly string[],
  env: Record<string, string>,
  run = etl,
): Promise<void> {
  const { code, text } = await run(args, env);
  if (code !== 0) throw new Error(`etl ${args.join(' ')} ended with ${code}:\n${text}`);
}
