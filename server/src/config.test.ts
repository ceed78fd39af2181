import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('defaults: loopback, embedded, production, demo', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    sqlUrl: null,
    graphUrl: null,
    production: true,
    demo: true,
    freeDocuments: false,
    proxies: 0,
    failpoint: null,
  });
  expect(readConfig({ NO_DEMO: '1', PORT: '' })).toMatchObject({ demo: false, port: 4000 });
});

test('names every bad variable at once and repeats no value', () => {
  const read = () =>
    readConfig({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      SQL_URL: 'mysql://root:geheim@db',
      NO_DEMO: 'maybe',
    });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    const text = String(error);
    for (const name of ['PORT', 'LOG_LEVEL', 'SQL_URL', 'NO_DEMO']) expect(text).toContain(name);
    expect(text).not.toContain('geheim');
  }
});

test('refuses half of an engine pair', () => {
  expect(() => readConfig({ SQL_URL: 'postgres://db/phecda' })).toThrow('give both');
  expect(() => readConfig({ GRAPH_URL: 'neo4j://db' })).toThrow('give both');
});

test('secrets come from files, but not from both places', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'phecda-config-')), 'sql');
  writeFileSync(file, 'postgres://u:p@db/phecda\n');
  const graph = { GRAPH_URL: 'neo4j://u:p@graph' };
  expect(readConfig({ SQL_URL_FILE: file, ...graph }).sqlUrl).toBe('postgres://u:p@db/phecda');
  expect(() => readConfig({ SQL_URL_FILE: file, SQL_URL: 'postgres://x', ...graph })).toThrow(
    'SQL_URL_FILE',
  );
  expect(() => readConfig({ SQL_URL_FILE: `${file}.no`, ...graph })).toThrow('cannot read');
});

test('the mailbox of the daily test needs a mail server', () => {
  const env = { ALERT_CANARY_EMAIL: 'canary@customs.example' };
  expect(() => readConfig(env)).toThrow('ALERT_CANARY_EMAIL: needs SMTP_URL');
  expect(readConfig({ ...env, SMTP_URL: 'smtp://mx' }).alerts.canaryEmail).toBe(
    env.ALERT_CANARY_EMAIL,
  );
});
