/** The commands of `npm run etl` as a newcomer types them; what they do is behind the desk. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { Command, InvalidArgumentError } from 'commander';
import type { EtlDesk } from './control/etl-desk.ts';
import { ImportAbort } from './errors.ts';
import { importResultOf, type ImportInput } from './jobs/import-job.ts';
import type { Job } from './jobs/job.ts';
import type { Mapping } from './mapping/mapping-schema.ts';
import { filesIn, handleFiles } from './load-many.ts';
import { matchesPattern } from './mapping/match-file-name.ts';
import { positionMappings, proposePositions } from './positions/position-mapping.ts';
import { fixFileReaders } from './positions/fix-file-readers.ts';
import { encodingName } from './read/decoders.ts';

export interface CommandLineOptions {
  /** Opens the desk when a command needs it. */
  readonly withDesk: <T>(work: (desk: EtlDesk) => Promise<T>) => Promise<T>;
  /** Both need the stores for themselves; each gives the revision that the view then holds. */
  readonly restore: (folder: string) => Promise<number>;
  readonly upgrade: (folder: string) => Promise<number>;
  readonly mappings: () => readonly Mapping[];
  readonly out: (text: string) => void;
  /** Where `out` writes, for what is too long to hold. */
  readonly screen: Writable;
  /** For progress and errors. */
  readonly note: (text: string) => void;
  /** Whether lines of progress may overwrite each other. */
  readonly terminal: boolean;
}

interface FileOptions {
  readonly mapping?: string;
  readonly sourceDate?: string;
  readonly supersedes?: string;
  readonly addsTo?: string;
  readonly actor: string;
  readonly reason?: string;
  readonly history?: boolean;
  readonly column: readonly (readonly [string, string | null])[];
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly encoding?: string;
  readonly zone?: number;
  readonly recordPath?: string;
}

export function createCommandLine(options: CommandLineOptions): Command {
  const { withDesk, out } = options;
  const program = new Command('etl')
    .description(
      'Checks, loads and withdraws source files; dumps and rebuilds the graph view. Talks to the server when one runs.',
    )
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => options.screen.write(text),
      writeErr: options.note,
    });

  const withFileOptions = (command: Command): Command =>
    command
      .option(
        '-m, --mapping <id>',
        'how to read it; default: the mapping whose file patterns fit the name',
      )
      .option(
        '--source-date <day>',
        'day the file speaks of, when no column says so (YYYY-MM-DD)',
        day,
      )
      .option(
        '--column <field=column>',
        'column of a field of the mapping, several times',
        column,
        [],
      )
      .option(
        '--sheet <sheet>',
        'sheet of a workbook, by name or number; default: the first visible',
      )
      .option(
        '--header-row <row>',
        'row of the header, when the mapping does not find it',
        rowNumber,
      )
      .option('--encoding <name>', 'encoding of a text file, where it is in doubt', encoding)
      .option(
        '--zone <offset>',
        'of times of positions that name no zone: +08:00 (the default), Z, -05:00',
        zone,
      )
      .option(
        '--record-path <path>',
        'elements of a JSON or XML document that are the rows (/list/entry)',
        recordPath,
      )
      .option('--actor <name>', 'who does it', userInfo().username);

  withFileOptions(
    program
      .command('check')
      .description('read and check files; nothing is written')
      .argument('<files...>', 'files, or folders of files'),
  ).action((files: string[], given: FileOptions) =>
    withDesk(async (desk) => {
      await handleFiles(
        await filesIn(files),
        {
          work: async (file, first) =>
            desk.check(await inputOf(file, given, options.mappings()), progress(options, first)),
          report: (job) => report(job, options),
        },
        options,
      );
    }),
  );
  withFileOptions(
    program
      .command('load')
      .description('load files in their order; a bad one does not stop the rest')
      .argument('<files...>', 'files, or folders of files'),
  )
    .option('--supersedes <fileId>', 'id of the file that this one corrects', fileId)
    .option(
      '--adds-to <fileId>',
      'id of the loaded snapshot to whose rows these are added, as of its day; they count while it counts',
      fileId,
    )
    .option('--history', 'what they bring is history: recorded and counted, and nobody is alerted')
    .option('--reason <text>', 'why')
    .action((files: string[], given: FileOptions) =>
      withDesk(async (desk) => {
        if (given.supersedes !== undefined && files.length !== 1)
          throw new ImportAbort('usage', '--supersedes goes with one file.');
        if (given.addsTo !== undefined && given.sourceDate !== undefined)
          throw new ImportAbort(
            'usage',
            '--source-date does not go with --adds-to: the rows are as of the day of that snapshot.',
          );
        await handleFiles(
          await filesIn(files),
          {
            work: async (file, first) =>
              desk.load(await inputOf(file, given, options.mappings()), progress(options, first)),
            report: (job) => report(job, options),
          },
          options,
        );
      }),
    );
  program
    .command('withdraw')
    .description('take back what a file asserts')
    .argument('<fileId>', 'see `etl files`', fileId)
    .requiredOption('--reason <text>', 'why')
    .option('--actor <name>', 'who does it', userInfo().username)
    .action((id: string, { actor, reason }: { actor: string; reason: string }) =>
      withDesk(async (desk) => {
        report(await desk.withdraw({ fileId: id, actor, reason }, progress(options)), options);
      }),
    );
  program
    .command('files')
    .description('list what was loaded, newest first')
    .action(() =>
      withDesk(async (desk) => {
        for (const file of await desk.files())
          out(
            `${file.id}  ${file.state.padEnd(10)} ${String(file.rows).padStart(10)}  ${file.madeAt.slice(0, 16)}  ${file.actor}  ${file.dataset}  ${file.name}${file.supplements === null ? '' : `  adds to ${file.supplements}`}`,
          );
      }),
    );
  program
    .command('dump')
    .description('write the graph view as sorted JSON lines')
    .option('-o, --out <file>', 'default: standard output')
    .action(({ out: path }: { out?: string }) =>
      withDesk((desk) =>
        writeLines(
          desk.dump(),
          path === undefined ? options.screen : createWriteStream(path),
          path !== undefined,
        ),
      ),
    );
  program
    .command('rebuild')
    .description('drop the graph view and build it again from the records')
    .action(() =>
      withDesk(async (desk) => out(`The graph view holds revision ${await desk.rebuild()}.`)),
    );
  program
    .command('backup')
    .description(
      'copy records, cases and all other small state into a new folder, while the server works',
    )
    .argument('<folder>')
    .action((folder: string) =>
      withDesk(async (desk) => {
        const { revision } = await desk.backUp(resolve(folder));
        out(`${resolve(folder)} holds revision ${revision}.`);
      }),
    );
  program
    .command('restore')
    .description('fill an empty data folder (or database) from a back-up and build the graph view')
    .argument('<folder>')
    .action(async (folder: string) =>
      out(`Restored; the graph view holds revision ${await options.restore(resolve(folder))}.`),
    );
  program
    .command('upgrade')
    .description('bring the data of an older version to this one; backs it up first')
    .argument('<folder>', 'new folder for the back-up')
    .action(async (folder: string) =>
      out(`Upgraded; the graph view holds revision ${await options.upgrade(resolve(folder))}.`),
    );
  program
    .command('mappings')
    .description('list the known mappings')
    .action(() => {
      for (const { id, mode, title, file } of options.mappings())
        out(
          `${id.padEnd(28)} ${mode.padEnd(9)} ${title.en} · ${title.zh}  ${file.patterns.join(' ')}`,
        );
      for (const { id, zh, en } of positionMappings)
        out(`${id.padEnd(28)} ${'positions'.padEnd(9)} ${en} · ${zh}  by their columns`);
    });
  return program;
}

async function inputOf(
  file: string,
  given: FileOptions,
  mappings: readonly Mapping[],
): Promise<ImportInput> {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new ImportAbort('file.unreadable', `${file} cannot be read.`);
  });
  const { sourceDate, supersedes, addsTo, actor, reason, sheet, headerRow } = given;
  const { encoding, recordPath, history, zone } = given;
  return {
    path,
    fileName: basename(path),
    mappingId:
      given.mapping ??
      (await positionsIn(path, mappings, given)) ??
      mappingFor(basename(path), mappings),
    actor,
    ...(given.column.length === 0 ? {} : { assignment: Object.fromEntries(given.column) }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(zone === undefined ? {} : { zoneMinutes: zone }),
    ...(recordPath === undefined ? {} : { recordPath }),
    ...(sourceDate === undefined ? {} : { sourceDate }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(addsTo === undefined ? {} : { supplements: addsTo }),
    ...(history === true ? { history } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** A file that no mapping's pattern fits may hold positions. @throws ImportAbort when its datum has to be given */
async function positionsIn(
  path: string,
  mappings: readonly Mapping[],
  { encoding, headerRow }: Pick<FileOptions, 'encoding' | 'headerRow'>,
): Promise<string | null> {
  const fileName = basename(path);
  if (mappings.some(({ file }) => file.patterns.some((one) => matchesPattern(one, fileName))))
    return null;
  const found = await proposePositions(fixFileReaders, path, fileName, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
  });
  if (found === null) return null;
  const [first, ...others] = found.mappings;
  if (first === undefined || others.length > 0)
    throw new ImportAbort(
      'datum-unknown',
      `${fileName} does not say in which datum its places are; give it with --mapping: ${found.mappings.map(({ id }) => id).join(', ')}.`,
    );
  return first.id;
}

function mappingFor(fileName: string, mappings: readonly Mapping[]): string {
  const fitting = mappings.filter(({ file }) =>
    file.patterns.some((pattern) => matchesPattern(pattern, fileName)),
  );
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return first.id;
  const known = (fitting.length === 0 ? mappings : fitting).map(({ id }) => id).join(', ');
  throw new ImportAbort(
    'mapping.unclear',
    `${fitting.length === 0 ? 'No mapping fits' : 'Several mappings fit'} the name ${fileName}; give one with --mapping: ${known}.`,
  );
}

/** A terminal's line is that of the first file under way. */
function progress(
  { note, terminal }: CommandLineOptions,
  first: () => boolean = () => true,
): (job: Job) => void {
  let shown = '';
  return ({ title, phase, done, total, rate, secondsLeft }) => {
    if (terminal && !first()) return;
    const share =
      total === null || total === 0 ? `${done}` : `${Math.floor((done / total) * 100)} %`;
    const speed = rate === null ? '' : `, ${rate.toLocaleString('en')}/s`;
    const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
    const text = terminal ? `${title}: ${phase} ${share}${speed}${left}` : `${title}: ${phase}`;
    if (text === shown) return;
    shown = text;
    note(terminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
}

/** @throws ImportAbort when the job did not end well */
function report(job: Job, { out, note, terminal }: CommandLineOptions): Job {
  if (terminal) note('\r\x1b[K');
  for (const { code, message, row, field, value } of job.problems) {
    note(
      `${job.title}${row === undefined ? '' : `, row ${row}`}${field === undefined || field === '' ? '' : `, ${field}`}: ${message} [${code}]${value === undefined ? '' : ` ${JSON.stringify(value)}`}\n`,
    );
  }
  const { summary, fileId } = importResultOf(job) ?? { summary: null, fileId: null };
  if (job.state !== 'done' || summary === null)
    throw new ImportAbort(job.state, `${job.title}: ${job.state}`);
  const {
    rowsRead,
    rowsLoaded,
    rowsQuarantined,
    relationsSetAside,
    entitiesAdded,
    entitiesChanged,
    entitiesRemoved,
    relationsAdded,
    relationsChanged,
    relationsRemoved,
    filesTogether = 1,
    revision,
    seconds,
  } = summary;
  const together = filesTogether > 1 ? ` (with ${filesTogether - 1} other files)` : '';
  const graph = `entities +${entitiesAdded} ~${entitiesChanged} -${entitiesRemoved}, relations +${relationsAdded} ~${relationsChanged} -${relationsRemoved}${together}`;
  const rows = `${rowsRead} rows read, ${rowsLoaded} good, ${rowsQuarantined} set aside${relationsSetAside > 0 ? `, ${relationsSetAside} relations of good rows set aside` : ''}`;
  const after =
    job.kind === 'dryRun' || job.kind.endsWith('ositions')
      ? ''
      : revision === null
        ? '; nothing changed'
        : `; ${graph}; revision ${revision}`;
  out(
    `${job.title}: ${job.kind.startsWith('withdraw') ? `withdrawn${after}` : `${rows}${after}`}; ${seconds.toFixed(1)} s${fileId === null ? '' : `; file ${fileId}`}`,
  );
  return job;
}

async function writeLines(lines: AsyncIterable<string>, to: Writable, end: boolean): Promise<void> {
  let part = '';
  const flush = async (): Promise<void> => {
    if (!to.write(part)) await once(to, 'drain');
    part = '';
  };
  for await (const line of lines) {
    part += `${line}\n`;
    if (part.length > 1 << 16) await flush();
  }
  await flush();
  if (end) {
    to.end();
    await once(to, 'finish');
  }
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('must be a day, YYYY-MM-DD');
  return text;
}

function rowNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('must be the number of a row');
  return Number(text);
}

function encoding(text: string): string {
  const known = encodingName(text);
  if (known === null) throw new InvalidArgumentError('must be the name of an encoding');
  return known;
}

/** Minutes east of Greenwich. */
function zone(text: string): number {
  const said = /^(?:Z|([+-])(\d\d):?(\d\d))$/i.exec(text);
  const minutes = said === null ? NaN : Number(said[2] ?? 0) * 60 + Number(said[3] ?? 0);
  if (!(minutes <= 840))
    throw new InvalidArgumentError('must be an offset from Greenwich, +08:00 or Z');
  return said?.[1] === '-' ? -minutes : minutes;
}

function recordPath(text: string): string {
  if (!text.startsWith('/')) throw new InvalidArgumentError('must begin with /');
  return text;
}

function fileId(text: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text))
    throw new InvalidArgumentError('must be the id of a file, see `etl files`');
  return text.toLowerCase();
}

function column(
  text: string,
  before: readonly (readonly [string, string | null])[],
): (readonly [string, string | null])[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must be field=column (field= for none)');
  return [...before, [text.slice(0, at), text.slice(at + 1) || null]];
}
