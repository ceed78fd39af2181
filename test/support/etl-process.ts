/** The command line of the import in a process of its own, as tests of crashes and of several writers need it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
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
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(repository, 'etl/src/main.ts'), ...args],
      {
        cwd: repository,
        env: { PATH: process.env['PATH'] ?? '', RECORD_SECRET: recordSecret, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
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

/** @throws Error with what the process printed when it does not end well. */
export async function done(args: readonly string[], env: Record<string, string>): Promise<void> {
  const { code, text } = await etl(args, env);
  if (code !== 0) throw new Error(`etl ${args.join(' ')} ended with ${code}:\n${text}`);
}
