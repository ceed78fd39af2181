import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as model from '../generated/model.ts';
import { openTruth, type TruthOptions } from './open-truth.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'phecda-secret-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const options = (more: Partial<TruthOptions> = {}): TruthOptions => ({
  dataDir,
  recordSecret: null,
  ontology: model,
  database: { engine: 'duckdb', path: join(dataDir, 'phecda.duckdb') },
  ...more,
});
const key = (): string => readFileSync(join(dataDir, 'secret.key'), 'utf8').trim();
const openOnce = async (given: TruthOptions): Promise<string> => {
  const sql = await openTruth(given);
  await sql.close();
  return sql.recordSecret;
};

test('the first start makes a secret that its owner alone reads, and later ones take it', async () => {
  const secret = await openOnce(options());
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(key()).toBe(secret);
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  expect(await openOnce(options())).toBe(secret);
});

test('an unfinished file of a first start that was killed is made anew', async () => {
  writeFileSync(join(dataDir, 'secret.key'), 'half');
  expect(await openOnce(options())).toBe(key());
  expect(key().length).toBeGreaterThan(40);
});

test('a lost or another secret is refused with a word, and nothing new is left in its place', async () => {
  await openOnce(options());
  const secret = key();
  rmSync(join(dataDir, 'secret.key'));
  await expect(openTruth(options())).rejects.toThrow('made with another secret');
  expect(readdirSync(dataDir)).not.toContain('secret.key');
  const other = 'x'.repeat(43);
  await expect(openTruth(options({ recordSecret: other }))).rejects.toThrow('secret.key');
  expect(await openOnce(options({ recordSecret: secret }))).toBe(secret);
});
