/** Express goods at the airports, as another agency's system writes them: parties by code alone, English headings, inspections as two marks. */
import { writtenDay } from './days.ts';
import { zipf, Sampler } from './random.ts';
import { utf8, type SourceFile } from './source-file.ts';
import type { Cell } from './table-files.ts';
import { firstTrafficDay } from './traffic.ts';
import { countryNames } from './vocabulary.ts';
import type { Enterprise, OverseasParty, World } from './world.ts';

const columns = [
  'Declaration ID',
  'Date',
  'Office ID',
  'Process Type',
  'Import Type',
  'Import Use',
  'Payment Type',
  'Mode of Transport',
  'Declarant ID',
  'Importer ID',
  'Seller ID',
  'Courier ID',
  'HS6 Code',
  'Country of Departure',
  'Country of Origin',
  'Tax Rate',
  'Tax Type',
  'Country of Origin Indicator',
  'Net Mass',
  'Item Price',
  'Fraud',
  'Critical Fraud',
] as const;

const airports = ['5345', '5141'] as const;

export function expressDeclarations(world: World, stamp: string, day: string): SourceFile {
  return {
    name: `customs-declarations_express_${stamp}.csv`,
    mapping: 'customs-declarations',
    sourceDate: day,
    format: utf8,
    columns,
    rows: () => rows(world),
    faults: [
      {
        at: 11,
        row: columns.map((column) => anonymous(day)[column] ?? null),
        field: 'Importer ID',
        code: 'required',
      },
    ],
  };
}

/** A row without its importer. */
function anonymous(day: string): Partial<Record<(typeof columns)[number], Cell>> {
  return { 'Declaration ID': 'E0000000', Date: day, 'Office ID': '5345', 'HS6 Code': '854231' };
}

function* rows(world: World): Generator<Cell[]> {
  const rng = world.random('express');
  const first = firstTrafficDay(world);
  const importers = rng
    .shuffle(
      world.campaigns.filter(
        ({ trader, from, imports }) => trader.code !== null && from < first && imports > 0.3,
      ),
    )
    .slice(0, Math.max(10, Math.round(world.options.size / 40)));
  const sampler = new Sampler(zipf(importers.length, 0.7));
  const couriers = world.carriers.slice(0, 4);
  const count = Math.max(40, Math.round(world.options.size / 4));
  for (let i = 0; i < count; i++) {
    const { trader, lines, partners, brokers } = importers[
      rng.weighted(sampler)
    ] as (typeof importers)[number];
    const party = rng.pick(partners) as OverseasParty;
    const line = rng.pick(lines);
    const mass = Math.max(0.1, Math.round(rng.next() * 300) / 10);
    const fraud = rng.chance(0.03);
    yield [
      `E${String(8_100_000 + i * 3)}`,
      writtenDay(first + Math.floor((i * (world.lastDay - first)) / count)),
      rng.pick(airports),
      'B',
      rng.pick(['11', '15', '21']),
      rng.pick(['16', '21', '32']),
      rng.pick(['11', '13', '43']),
      '40',
      (rng.pick(brokers) as Enterprise).code,
      trader.code,
      party.code,
      (rng.pick(couriers) as Enterprise).code,
      line.code.slice(0, 6),
      party.country,
      party.country in countryNames ? party.country : 'CN',
      rng.pick([0, 5, 6.5, 8, 13]),
      'FEU1',
      'G',
      mass,
      Math.round(mass * line.price * 100) / 100,
      fraud ? 1 : 0,
      fraud ? (rng.chance(0.2) ? 2 : 1) : 0,
    ];
  }
}
