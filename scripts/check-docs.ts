/** Checks that what the documents name exists: paths in `code`, links between pages, npm scripts and the files that these run. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface DocFault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

const topLevel = /^(graph-schema|etl|alerts|server|client|test|scripts|docs|\.ci)\//;
const files = /^(README\.md|package\.json|tsconfig\.json|docker-compose\.yml|Dockerfile)$/;

/** Faults of one Markdown text. `root` is the repository, `file` the text's path in it. */
export function docFaults(root: string, file: string, text: string): DocFault[] {
  const scripts = new Set(Object.keys(readScripts(root)));
  const faults: DocFault[] = [];
  text.split('\n').forEach((content, index) => {
    const add = (reason: string): void => {
      faults.push({ file, line: index + 1, reason });
    };
    for (const [, code = ''] of content.matchAll(/`([^`]+)`/g)) {
      if (isPath(code) && !existsSync(join(root, code))) add(`no such path: ${code}`);
    }
    for (const [, target = ''] of content.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (!/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(file), target))) {
        add(`link to a page that does not exist: ${target}`);
      }
    }
    for (const [, name = ''] of content.matchAll(/npm run ([a-z][a-z0-9:-]*)/g)) {
      if (!scripts.has(name)) add(`no npm script is named ${name}`);
    }
    for (const [, name = ''] of content.matchAll(/npm (start|test)\b/g)) {
      if (!scripts.has(name)) add(`no npm script is named ${name}`);
    }
  });
  return faults;
}

/** Paths with wildcards, placeholders or alternatives are patterns, not paths. */
function isPath(code: string): boolean {
  return (topLevel.test(code) || files.test(code)) && !/[*<>{}\s…]/.test(code);
}

function readScripts(root: string): Record<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return (parsed as { scripts: Record<string, string> }).scripts;
}

/** npm scripts that run a file which is not there. */
export function scriptFaults(root: string): DocFault[] {
  return Object.entries(readScripts(root)).flatMap(([name, command]) =>
    command
      .split(/\s+/)
      .filter((word) => /^[\w-]+\/.*\.(ts|mjs)$/.test(word) && !existsSync(join(root, word)))
      .map((word) => ({
        file: 'package.json',
        line: 1,
        reason: `npm script ${name} runs ${word}, which does not exist`,
      })),
  );
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

export function checkDocs(root: string): DocFault[] {
  const pages = [join(root, 'README.md'), ...markdownIn(join(root, 'docs'))];
  const faults = pages.flatMap((page) =>
    existsSync(page)
      ? docFaults(root, relative(root, page), readFileSync(page, 'utf8'))
      : [{ file: relative(root, page), line: 1, reason: 'is missing' }],
  );
  return [...faults, ...scriptFaults(root)];
}

if (process.argv[1] === import.meta.filename) {
  const faults = checkDocs(join(import.meta.dirname, '..'));
  for (const { file, line, reason } of faults) console.error(`${file}:${line}: ${reason}`);
  if (faults.length > 0) process.exit(1);
  console.log('Every path and command named in the documents exists.');
}
