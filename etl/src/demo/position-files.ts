/** Positions as agencies deliver them: a file for each day and supplier, in the order in which fixes came in, written hour by hour so that memory does not grow with the days. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import gcoord from 'gcoord';
import { writtenDay } from './days.ts';
import type { Random } from './random.ts';
import { bom, gb } from './source-file.ts';
import { writeTable, type Cell, type TableFormat } from './table-files.ts';
import { trackAnswers } from './track-answers.ts';
import { longestDelay, type Fix } from './track-fixes.ts';
import { shipTerminals, truckTerminals, type Terminal } from './track-terminals.ts';
import type { World } from './world.ts';

export interface PositionFile {
  /** Inside the folder. */
  readonly name: string;
  readonly kind: 'road' | 'sea';
  readonly supplier: string;
  readonly datum: 'GCJ-02' | 'WGS-84';
  readonly day: string;
  readonly rows: number;
}

interface Feed {
  readonly supplier: string;
  readonly kind: PositionFile['kind'];
  readonly datum: PositionFile['datum'];
  readonly format: TableFormat;
  readonly columns: readonly string[];
  name(stamp: string): string;
  terminals(world: World, firstDay: number): Terminal[];
  row(terminal: Terminal, fix: Fix): Cell[];
}

/** Share of fixes that a supplier delivers twice. */
const twiceShare = 0.003;
const hour = 3_600;
const day = 24 * hour;

const feeds: readonly Feed[] = [
  {
    supplier: '粤运智联',
    kind: 'road',
    datum: 'GCJ-02',
    format: gb,
    columns: ['车牌号', '终端号', '定位时间', '经度', '纬度', '坐标系', '速度(km/h)', '方向'],
    name: (stamp) => `车辆轨迹_粤运智联_${stamp}.csv`,
    terminals: (world, firstDay) => truckTerminals(world, 'gcj', firstDay),
    row: ({ of, device }, { at, lon, lat, kmh, course }) => {
      const [east, north] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
      const plate = `${of.slice(0, 2)}·${of.slice(2)}`;
      return [
        plate,
        device,
        secondText(at),
        degrees(east),
        degrees(north),
        'GCJ-02',
        tenths(kmh),
        course,
      ];
    },
  },
  {
    supplier: '南方北斗',
    kind: 'road',
    datum: 'WGS-84',
    format: bom,
    columns: ['plate', 'device_id', 'gps_time', 'recv_time', 'lon', 'lat', 'speed', 'heading'],
    name: (stamp) => `beidou_nanfang_WGS84_${stamp}.csv`,
    terminals: (world, firstDay) => truckTerminals(world, 'wgs', firstDay),
    row: ({ of, device }, { at, received, lon, lat, kmh, course }) => [
      of,
      device,
      secondText(at),
      secondText(received),
      degrees(lon),
      degrees(lat),
      Math.round(kmh),
      course,
    ],
  },
  {
    supplier: 'AIS',
    kind: 'sea',
    datum: 'WGS-84',
    format: { kind: 'jsonl' },
    columns: ['mmsi', 'name', 'time', 'lon', 'lat', 'sog', 'cog'],
    name: (stamp) => `ais_${stamp}.jsonl`,
    terminals: (world, firstDay) => shipTerminals(world, firstDay),
    row: ({ of, name }, { at, lon, lat, kmh, course }) => [
      of,
      name,
      `${new Date((at - 8 * hour) * 1_000).toISOString().slice(0, 19)}Z`,
      Math.round(lon * 1e5) / 1e5,
      Math.round(lat * 1e5) / 1e5,
      Math.round((kmh / 1.852) * 10) / 10,
      course,
    ],
  },
];

export const feedCount = feeds.length;

function degrees(value: number): string {
  return value.toFixed(6);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

const dayTexts = new Map<number, string>();

/** `YYYY-MM-DD HH:MM:SS`; a hundred times as fast as by way of Date, for millions of rows. */
function secondText(second: number): string {
  const date = Math.floor(second / day);
  let text = dayTexts.get(date);
  if (text === undefined) dayTexts.set(date, (text = writtenDay(date)));
  const rest = second - date * day;
  const [h, m, s] = [Math.floor(rest / hour), Math.floor((rest % hour) / 60), rest % 60];
  return `${text} ${h < 10 ? '0' : ''}${h}:${m < 10 ? '0' : ''}${m}:${s < 10 ? '0' : ''}${s}`;
}

/** Writes the last `days` days into `positions` inside the folder; call it once the declarations are written. Fills `world.answers.tracks`. */
export async function writePositions(
  world: World,
  folder: string,
  days: number,
  onFile: (name: string) => void,
): Promise<PositionFile[]> {
  const firstDay = world.lastDay - days + 1;
  await rm(join(folder, 'positions'), { recursive: true, force: true });
  await mkdir(join(folder, 'positions'), { recursive: true });
  const answers = trackAnswers(world, firstDay);
  world.answers.tracks = answers;
  const written: PositionFile[] = [];
  for (const feed of feeds) {
    const stream = new Delivery(
      feed.terminals(world, firstDay),
      world.random(`delivery ${feed.supplier}`),
      firstDay * day,
    );
    for (let date = firstDay; date <= world.lastDay; date++) {
      const name = join('positions', feed.name(writtenDay(date).replaceAll('-', '')));
      onFile(name);
      const rows = await writeTable({
        path: join(folder, name),
        format: feed.format,
        columns: feed.columns,
        rows: stream.dayOf(date, (terminal, fix) => feed.row(terminal, fix)),
      });
      const { kind, supplier, datum } = feed;
      written.push({ name, kind, supplier, datum, day: writtenDay(date), rows });
    }
    answers.fixes += stream.fixes;
    answers.duplicates += stream.duplicates;
    answers.disordered += stream.disordered;
    for (const { terminal, at } of stream.jumps)
      answers.jumps.push({ of: terminal.of, device: terminal.device, at: secondText(at) });
  }
  return written;
}

interface Delivered {
  readonly terminal: Terminal;
  readonly fix: Fix;
  readonly received: number;
  /** Came before. */
  readonly again: boolean;
}

/** Fixes of many terminals in the order of their coming in; holds the fixes of an hour. */
class Delivery {
  fixes = 0;
  duplicates = 0;
  /** Rows after a row of the same terminal that is younger. */
  disordered = 0;
  readonly jumps: { readonly terminal: Terminal; readonly at: number }[] = [];
  readonly #rng: Random;
  readonly #begin: number;
  readonly #sources: {
    readonly terminal: Terminal;
    readonly fixes: Generator<Fix>;
    next: Fix | undefined;
  }[];
  readonly #youngest = new Map<Terminal, number>();
  #waiting: Delivered[] = [];

  constructor(terminals: readonly Terminal[], rng: Random, begin: number) {
    this.#rng = rng;
    this.#begin = begin;
    this.#sources = terminals.map((terminal) => {
      const fixes = terminal.fixes();
      return { terminal, fixes, next: following(fixes) };
    });
  }

  *dayOf(date: number, row: (terminal: Terminal, fix: Fix) => Cell[]): Generator<Cell[]> {
    for (let end = date * day + hour; end <= (date + 1) * day; end += hour) {
      this.#pull(end);
      const due = this.#waiting.filter(({ received }) => received < end);
      this.#waiting = this.#waiting.filter(({ received }) => received >= end);
      // Terminals come in the same order each time, and sorting keeps it among equals.
      for (const delivered of due.sort((a, b) => a.received - b.received)) {
        this.#count(delivered);
        yield row(delivered.terminal, delivered.fix);
      }
    }
  }

  /** All that reaches the server before then, and a little more: a fix of before `end` comes in at most `longestDelay` later. */
  #pull(end: number): void {
    for (const source of this.#sources) {
      for (
        let { next } = source;
        next !== undefined && next.received < end + longestDelay;
        next = source.next
      ) {
        if (next.at >= this.#begin) this.#take(source.terminal, next);
        source.next = following(source.fixes);
      }
    }
  }

  #take(terminal: Terminal, fix: Fix): void {
    const { received } = fix;
    this.#waiting.push({ terminal, fix, received, again: false });
    if (this.#rng.chance(twiceShare))
      this.#waiting.push({
        terminal,
        fix,
        received: received + this.#rng.int(0, 90),
        again: true,
      });
  }

  #count({ terminal, fix, again }: Delivered): void {
    const youngest = this.#youngest.get(terminal);
    this.fixes++;
    if (again) this.duplicates++;
    if (youngest !== undefined && fix.at < youngest) this.disordered++;
    else this.#youngest.set(terminal, fix.at);
    if (fix.jump && !again) this.jumps.push({ terminal, at: fix.at });
  }
}

function following(fixes: Generator<Fix>): Fix | undefined {
  const { done, value } = fixes.next();
  return done === true ? undefined : value;
}
