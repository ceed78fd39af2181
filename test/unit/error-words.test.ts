/** Every error that the server can send by key has words in both languages, with the same parameters. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '@phecda/server/domain-error';
import { fileReasons, noChangeReasons, refusalReasons, rowReasons } from '@phecda/etl/reasons';
import { fixReasons } from '@phecda/etl/positions/fix-rows';
import { alertFaults } from '@phecda/alerts/fault-kinds';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const words = (language: string): Record<string, string> => {
  const path = join(root, 'client/src/i18n/locales', language, 'failure.json');
  const file = z.object({ error: z.record(z.string(), z.string()) });
  return file.parse(JSON.parse(readFileSync(path, 'utf8'))).error;
};

function keysIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .flatMap((entry) => {
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      return [...text.matchAll(/'error\.([A-Za-z]+)'/g)].map((match) => match[1] ?? '');
    });
}

describe('words of rejected rows and files', () => {
  it.each(['zh', 'en'] as const)('are the import’s own in %s', (language) => {
    const path = join(root, 'client/src/i18n/locales', language, 'imports.json');
    const file = z.object({ reasons: z.record(z.string(), z.string()) });
    const { reasons } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    const expected = Object.entries({
      ...rowReasons,
      ...fixReasons,
      ...fileReasons,
      ...refusalReasons,
      ...noChangeReasons,
    }).map(([code, reason]) => [code, reason[language]]);
    expect(reasons).toEqual(Object.fromEntries(expected));
  });
});

describe('words of errors', () => {
  const used = [...new Set(keysIn(join(root, 'server/src')))].sort();
  const [zh, en] = [words('zh'), words('en')];

  it('are there for every key in both languages, and for no other', () => {
    expect(used.length).toBeGreaterThan(20);
    expect(Object.keys(zh).sort()).toEqual(used);
    expect(Object.keys(en).sort()).toEqual(used);
  });

  it('use the same parameters', () => {
    const parameters = (text = ''): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const key of used) expect(parameters(zh[key]), key).toEqual(parameters(en[key]));
  });

  it.each(['zh', 'en'] as const)('have a headline for every code in %s', (language) => {
    const path = join(root, 'client/src/i18n/locales', language, 'common.json');
    const file = z.object({ errors: z.record(z.string(), z.string()) });
    const { errors } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(Object.keys(errorCodes)));
  });
});

describe('words of warnings', () => {
  const engines = ['postgres', 'neo4j', 'duckdb', 'embedded', 'disk'];
  const told = readdirSync(join(root, 'server/src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .flatMap((entry) => [
      ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(
        /'system\.([A-Za-z]+)'/g,
      ),
    ])
    .map((match) => match[1] ?? '');
  const wanted = [
    ...new Set([
      ...told,
      ...engines.flatMap((name) => [`${name}Lost`, `${name}Slow`]),
      ...alertFaults.map((fault) => `alerts${fault.charAt(0).toUpperCase()}${fault.slice(1)}`),
    ]),
  ].sort();

  it.each(['zh', 'en'] as const)(
    'are there for everything that can be warned of in %s',
    (language) => {
      const path = join(root, 'client/src/i18n/locales', language, 'common.json');
      const file = z.object({ warnings: z.object({ system: z.record(z.string(), z.string()) }) });
      const { warnings } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
      expect(Object.keys(warnings.system).sort()).toEqual(wanted);
    },
  );
});

describe('words of what keeps a message from being sent', () => {
  const channels = join(root, 'alerts/src/channels');
  const named = readdirSync(channels, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .flatMap((entry) => {
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      return [...text.matchAll(/(?<=['`])(?:smtp|sms|webhook)[A-Z]\w+/g)].map(([name]) => name);
    });

  it.each(['zh', 'en'] as const)('are there for every problem in %s', (language) => {
    const path = join(root, 'client/src/i18n/locales', language, 'alerts.json');
    const file = z.object({ problems: z.record(z.string(), z.string()) });
    const { problems } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(named.length).toBeGreaterThan(12);
    for (const name of named) expect(problems, name).toHaveProperty(name);
  });
});
