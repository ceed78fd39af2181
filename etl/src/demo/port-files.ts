/** Files of the ports: calls of ships at their berths, containers fetched by trucks. */
import type { Cell } from './table-files.ts';
import { gb, type SourceFile } from './source-file.ts';
import { writtenDay } from './days.ts';
import { firstTrafficDay, trafficOf } from './traffic.ts';
import { abroad, shipRounds } from './vessel-calls.ts';
import type { Truck, World } from './world.ts';

const day = 86_400;

export function portFiles(world: World, stamp: string, date: string): SourceFile[] {
  return [portCalls(world, stamp, date), pickups(world, stamp, date)];
}

/** `YYYY-MM-DD HH:MM` of the clock in China. */
function minuteText(second: number): string {
  return new Date(second * 1_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** `YYYY/M/D H:MM` as spreadsheets write it. */
function slashMinute(second: number): string {
  const [year, month, date] = writtenDay(Math.floor(second / day))
    .split('-')
    .map(Number);
  return `${year}/${month}/${date} ${Math.floor((second % day) / 3_600)}:${minuteText(second).slice(14)}`;
}

function portCalls(world: World, stamp: string, date: string): SourceFile {
  const until = (world.lastDay + 1) * day;
  return {
    name: `船舶靠泊_${stamp}.csv`,
    mapping: 'port-calls',
    sourceDate: date,
    format: gb,
    columns: ['船名', 'MMSI', '码头代码', '靠泊时间', '离泊时间'],
    *rows() {
      const calls = [...shipRounds(world).values()]
        .flatMap((round) => round.calls)
        .filter(
          ({ port, arrived }) =>
            port !== abroad && arrived >= firstTrafficDay(world) * day && arrived < until,
        )
        .toSorted((a, b) => a.arrived - b.arrived || (a.ship.mmsi < b.ship.mmsi ? -1 : 1));
      for (const { ship, port, arrived, left } of calls)
        yield [
          ship.name,
          ship.mmsi,
          port,
          slashMinute(arrived),
          left < until ? slashMinute(left) : null,
        ];
    },
    faults: [
      {
        at: 6,
        row: ['粤海运101', '41390000', 'SCT01', '2026/9/9 9:09', null],
        field: 'MMSI',
        code: 'mmsi-format',
      },
    ],
  };
}

/** 粤B·12345, as gate cameras write it. */
function dotted(truck: Truck): string {
  return `${truck.plate.slice(0, 2)}·${truck.plate.slice(2)}`;
}

/** PXKU 100000-1, as it stands on the box. */
function spaced(container: string): string {
  return `${container.slice(0, 4)} ${container.slice(4, 10)}-${container.slice(10)}`;
}

/** Each terminal writes as it likes; Shekou as in its workbooks. */
function pickups(world: World, stamp: string, date: string): SourceFile {
  return {
    name: `提箱记录_${stamp}.jsonl`,
    mapping: 'pickups',
    sourceDate: date,
    format: { kind: 'jsonl' },
    columns: ['集装箱号', '车牌号', '码头代码', '提箱时间'],
    *rows(): Generator<Cell[]> {
      for (const { container, truck, port, at } of trafficOf(world).pickups) {
        if (at < firstTrafficDay(world) * day) continue;
        yield port === 'SCT01'
          ? [spaced(container), truck.plate, port, slashMinute(at)]
          : [container, dotted(truck), port, minuteText(at)];
      }
    },
    faults: [
      {
        at: 4,
        row: ['PXKU1000009', '粤B·A0001', 'NSCT1', '2026-10-09 10:10'],
        field: '集装箱号',
        code: 'container-check',
      },
    ],
  };
}
