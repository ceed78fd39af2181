import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';

test('what dead processes left goes; what a living one, or nobody that we know, owns stays', () => {
  const parent = mkdtempSync(join(tmpdir(), 'phecda-own-'));
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const living = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  try {
    const dead = join(parent, `process-${gone}-1`);
    const kept = join(parent, `process-${living.pid}-0`);
    for (const folder of [dead, kept]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'half.duckdb'), 'x');
    }
    writeFileSync(join(parent, 'b2c5d5e6'), 'an upload that is whole');
    const mine = ownFolder(parent);
    writeFileSync(join(mine, 'mine'), 'x');
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(join(kept, 'half.duckdb'))).toBe(true);
    expect(existsSync(join(parent, 'b2c5d5e6'))).toBe(true);
    expect(ownFolder(parent)).toBe(mine);
    expect(readdirSync(mine)).toEqual(['mine']);
  } finally {
    living.kill('SIGKILL');
  }
});
