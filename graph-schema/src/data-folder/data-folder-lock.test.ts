import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
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
