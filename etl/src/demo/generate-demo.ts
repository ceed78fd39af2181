/** Makes the demo world and writes it as source files with a manifest and the answers; same options, same bytes. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoAlertFile } from './alert-file.ts';
import { noAnswers, type Answers } from './answers.ts';
import { dayOf, writtenDay } from './days.ts';
import { driftingGang, undervaluingGang, wasteGang } from './hidden-gangs.ts';
import { familyGroup } from './look-alikes.ts';
import { duplicates, everydayFindings, roundTrips, shareRings } from './hidden-structures.ts';
import { makers } from './makers.ts';
import { feedCount, writePositions, type PositionFile } from './position-files.ts';
import { populate } from './population.ts';
import { random } from './random.ts';
import type { Fault, SourceFile } from './source-file.ts';
import { sourceFiles } from './source-files.ts';
import { writeTable, type Cell } from './table-files.ts';
import { trafficDays } from './vessel-calls.ts';
import type { World, WorldOptions } from './world.ts';

export interface DemoOptions {
  /** Ordinary enterprises. Default 3,000; people, trucks and declarations scale with it. */
  readonly size?: number;
  readonly seed?: string;
  /** Share of enterprises whose names are written messily somewhere. Default 0.04. */
  readonly noise?: number;
  /** Last day of the two years, YYYY-MM-DD. Default 2026-10-31. */
  readonly lastDay?: string;
  /** Default 20 for each enterprise. */
  readonly declarations?: number;
  /** Days of positions of trucks and ships up to the last day. Default 0 = none. */
  readonly positionDays?: number;
}

export interface ManifestFile {
  readonly order: number;
  /** Inside the folder. */
  readonly name: string;
  readonly mapping: string;
  readonly sourceDate: string;
  readonly rows: number;
}

export interface Manifest {
  readonly options: {
    readonly size: number;
    readonly seed: string;
    readonly noise: number;
    readonly lastDay: string;
    readonly declarations: number;
    readonly positionDays: number;
  };
  readonly files: readonly ManifestFile[];
  /** Files of positions; nothing reads these yet, so loading the demo passes them by. */
  readonly positions: readonly PositionFile[];
}

export interface DemoProgress {
  readonly done: number;
  readonly total: number;
  readonly name: string;
}

/** Mappings whose files are aggregated. */
const declared: ReadonlySet<string> = new Set(['declarations', 'customs-declarations']);

const defaults = { size: 3_000, seed: 'phecda', noise: 0.04, lastDay: '2026-10-31' };

export async function generateDemo(
  folder: string,
  options: DemoOptions = {},
  onProgress?: (progress: DemoProgress) => void,
): Promise<{ manifest: Manifest; answers: Answers }> {
  const size = options.size ?? defaults.size;
  const settled = {
    ...defaults,
    ...options,
    size,
    declarations: options.declarations ?? size * 20,
    positionDays: Math.min(trafficDays - 1, options.positionDays ?? 0),
  };
  const world = makeWorld({
    size,
    seed: settled.seed,
    noise: settled.noise,
    lastDay: dayOf(settled.lastDay),
    declarations: settled.declarations,
  });
  await mkdir(folder, { recursive: true });
  await rm(join(folder, 'manifest.json'), { force: true });
  const sources = sourceFiles(world);
  const files: ManifestFile[] = [];
  const total = sources.length + settled.positionDays * feedCount;
  for (const [index, source] of sources.entries()) {
    onProgress?.({ done: index, total, name: source.name });
    const rows = await writeTable({
      path: join(folder, source.name),
      format: source.format,
      columns: source.columns,
      rows: withFaults(source.rows(), source.faults),
    });
    world.answers.rows[source.name] = rows;
    noteDefects(world.answers, source);
    files.push({
      order: declared.has(source.mapping) ? sources.length + index : index,
      name: source.name,
      mapping: source.mapping,
      sourceDate: source.sourceDate,
      rows,
    });
  }
  let done = sources.length;
  const positions =
    settled.positionDays === 0
      ? []
      : await writePositions(world, folder, settled.positionDays, (name) =>
          onProgress?.({ done: done++, total, name }),
        );
  /* Declarations last: each earlier file can still join records to one entity, and its aggregates would have to follow. */
  const ordered = files
    .sort((a, b) => a.order - b.order)
    .map((file, index) => ({ ...file, order: index + 1 }));
  const manifest: Manifest = {
    options: {
      size,
      seed: settled.seed,
      noise: settled.noise,
      lastDay: writtenDay(world.lastDay),
      declarations: settled.declarations,
      positionDays: settled.positionDays,
    },
    files: ordered,
    positions,
  };
  await writeFile(join(folder, 'answers.json'), `${JSON.stringify(world.answers, null, 1)}\n`);
  const fires = demoAlertFile(world.answers, writtenDay(world.lastDay));
  if (fires !== null) {
    // Beside the world's own files: it is loaded by whoever wants to see the watches fire.
    await mkdir(join(folder, 'alerts'), { recursive: true });
    await writeFile(join(folder, 'alerts', fires.name), fires.text);
  }
  // Last and at once: a folder with a manifest is complete.
  const unfinished = join(folder, 'manifest.json.part');
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(unfinished, join(folder, 'manifest.json'));
  return { manifest, answers: world.answers };
}

export function makeWorld(options: WorldOptions): World {
  const world: World = {
    options,
    firstDay: options.lastDay - 729,
    lastDay: options.lastDay,
    people: [],
    enterprises: [],
    brokers: [],
    carriers: [],
    filers: new Map(),
    overseas: [],
    trucks: [],
    fleet: new Map(),
    ships: [],
    posts: [],
    shares: [],
    contacts: [],
    kin: [],
    campaigns: [],
    planned: [],
    findings: [],
    landings: [],
    crossings: [],
    messy: new Map(),
    answers: noAnswers(),
    makers: makers(options),
    random: (purpose) => random(`${options.seed} ${purpose}`),
  };
  populate(world);
  driftingGang(world);
  undervaluingGang(world);
  wasteGang(world);
  familyGroup(world);
  shareRings(world);
  roundTrips(world);
  duplicates(world);
  everydayFindings(world);
  return world;
}

function* withFaults(
  rows: Iterable<readonly Cell[]>,
  faults: readonly Fault[],
): Generator<readonly Cell[] | string> {
  const byPlace = new Map(faults.map((fault) => [fault.at, fault.row]));
  let at = 0;
  for (const row of rows) {
    for (let fault = byPlace.get(++at); fault !== undefined; fault = byPlace.get(++at)) yield fault;
    yield row;
  }
}

/** In tables the header is row 1; in JSON lines and XML the first record is. */
function noteDefects(answers: Answers, { name, format, faults }: SourceFile): void {
  const header = format.kind === 'jsonl' || format.kind === 'xml' ? 0 : 1;
  for (const { at, field, code } of faults) {
    if (at <= (answers.rows[name] ?? 0))
      answers.defects.push({ file: name, row: at + header, field, code });
  }
}
