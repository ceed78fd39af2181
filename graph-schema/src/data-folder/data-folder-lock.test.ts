import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DataFolderBusyError, lockDataFolder, lockFileName, readLock } from './data-folder-lock.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'phecda-lock-'));

test('holds the folder, tells the address, and leaves nothing behind', () => {
  const at = folder();
  const lock = lockDataFolder(at);
  lock.setAddress('http://127.0.0.1:4000');
  expect(readLock(at)).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:4000' });
  expect(() => lockDataFolder(at)).toThrow(DataFolderBusyError);
  expect(() => lockDataFolder(at)).toThrow('at http://127.0.0.1:4000');
  lock.release();
  expect(readdirSync(at)).toEqual([]);
  lockDataFolder(at).release();
});

test('takes over from a process that is gone', () => {
  const at = folder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(
    join(at, lockFileName),
    JSON.stringify({ pid, started: '1', instance: 'old', address: null }),
  );
  const lock = lockDataFolder(at);
  expect(readLock(at)?.pid).toBe(process.pid);
  lock.release();
});

test('takes over when the number went to another process, but not from a living holder', () => {
  const at = folder();
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  try {
    const write = (started: string | null): void =>
      writeFileSync(
        join(at, lockFileName),
        JSON.stringify({ pid: child.pid, started, instance: 'other', address: 'http://x' }),
      );
    write(null);
    expect(() => lockDataFolder(at)).toThrow(`in use by process ${child.pid}`);
    if (process.platform !== 'linux') return;
    write('1');
    lockDataFolder(at).release();
  } finally {
    child.kill('SIGKILL');
  }
});

test('a torn lock file holds nothing', () => {
  const at = folder();
  writeFileSync(join(at, lockFileName), '{"pid":');
  const lock = lockDataFolder(at);
  expect(readLock(at)?.instance).toBe(lock.instance);
  lock.release();
});

test('a copy of a folder is not held by who holds the original', () => {
  const at = folder();
  const lock = lockDataFolder(at);
  lock.setAddress('http://127.0.0.1:4000');
  const copy = join(folder(), 'copy');
  cpSync(at, copy, { recursive: true });
  expect(readLock(copy)).toBeNull();
  const other = lockDataFolder(copy);
  expect(readLock(copy)?.instance).toBe(other.instance);
  expect(readLock(at)?.instance).toBe(lock.instance);
  other.release();
  lock.release();
});

test.runIf(process.platform === 'linux')('a zombie holds nothing', async () => {
  const at = folder();
  // The shell's child has ended, and the shell does not ask for it.
  const shell = spawn('bash', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const pid = Number(await new Promise((got) => shell.stdout.once('data', got)));
    const stat = (): string => readFileSync(`/proc/${pid}/stat`, 'utf8');
    await expect.poll(stat, { timeout: 5_000 }).toMatch(/\) Z /);
    const started = stat().split(') ')[1]?.split(' ')[19];
    writeFileSync(
      join(at, lockFileName),
      JSON.stringify({ pid, started, instance: 'dead', address: null }),
    );
    const lock = lockDataFolder(at);
    expect(readLock(at)?.instance).toBe(lock.instance);
    lock.release();
  } finally {
    shell.kill('SIGKILL');
  }
});
