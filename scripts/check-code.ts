/** Types and lint rules of all code, by one reading of it: what the compiler has learnt of a file's types is what the rules then ask for. `npm run typecheck` and `npm run lint` ask the same one by one. */
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const projects = [
  { config: 'tsconfig.json', files: ['{graph-schema,etl,alerts,server,test}/**/*.ts'] },
  { config: 'client/tsconfig.json', files: ['client/src/**/*.{ts,tsx}'] },
];

const screen: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

/** @throws Error when the project itself cannot be read. */
function programOf(config: string): ts.Program {
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, config), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (issue) => {
      throw new Error(ts.formatDiagnostic(issue, screen));
    },
  });
  if (parsed === undefined) throw new Error(`${config} cannot be read.`);
  return ts.createProgram({
    rootNames: parsed.fileNames,
    options: parsed.options,
    configFileParsingDiagnostics: parsed.errors,
    // The rules climb from a node to what it stands in.
    host: ts.createCompilerHost(parsed.options, true),
  });
}

async function main(): Promise<boolean> {
  const read = projects.map(({ config, files }) => ({ files, program: programOf(config) }));
  const issues = ts.sortAndDeduplicateDiagnostics(
    read.flatMap(({ program }) => [...ts.getPreEmitDiagnostics(program)]),
  );
  if (issues.length > 0) console.log(ts.formatDiagnostics(issues, screen));
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: read.map(({ files, program }) => ({
      files,
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    })),
  });
  const results = await eslint.lintFiles('.');
  const found = results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0);
  if (found) console.log(await (await eslint.loadFormatter('stylish')).format(results));
  return issues.length === 0 && !found;
}

process.exitCode = (await main()) ? 0 : 1;
