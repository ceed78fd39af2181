/** Big source files for benchmarks: a million declarations with the repetition of real trade, a million registrations that are all new. Same seed, same bytes. */
import { DuckDBInstance } from '@duckdb/node-api';
import { writtenDay } from './days.ts';
import { idNumber, mobile, uscc } from './identities.ts';
import { random } from './random.ts';
import { writeTable, type Cell } from './table-files.ts';
import { demoPorts, industries } from './trade.ts';
import { places } from './places.ts';
import { brand, countryNames } from './vocabulary.ts';

export interface BenchOptions {
  readonly rows?: number;
  readonly seed?: string;
}

const firstDay = 20_393; // 2025-11-01
const days = 365;

/**
 * CSV in UTF-8 for the mapping `declarations`, 17 columns, about 240 MB a million. Traders by a power law (a trader for 50 declarations),
 * each with few partners, brokers, offices and goods, so that pairs repeat as they do in real files. Made by DuckDB: seconds a million.
 */
export async function writeBenchDeclarations(
  path: string,
  { rows = 1_000_000, seed = 'phecda' }: BenchOptions = {},
): Promise<void> {
  const traders = Math.max(50, Math.round(rows / 50));
  const brokers = Math.max(10, Math.round(traders / 40));
  const parties = Math.max(50, Math.round(traders * 0.8));
  const lines = industries.flatMap((industry) => industry.lines);
  const offices = demoPorts.filter(({ kind }) => kind === '海关');
  const countries = Object.entries(countryNames).filter(([code]) => code !== 'CN');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '768MB',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE MACRO mix(a, b) AS (hash(a::BIGINT, b::BIGINT, ${literal(seed)}) >> 11)`,
    );
    await connection.run(`CREATE MACRO part(a, b) AS mix(a, b) / 9007199254740992.0`);
    await connection.run(
      `CREATE TABLE line AS SELECT * FROM (VALUES ${lines.map((line, i) => `(${i}, ${literal(line.code)}, ${line.price}, ${line.lot})`).join(', ')}) v(i, code, price, lot)`,
    );
    await connection.run(
      `CREATE TABLE office AS SELECT * FROM (VALUES ${offices.map((office, i) => `(${i}, ${literal(office.code)}, ${literal(office.transport === 'road' ? '公路运输' : office.transport === 'sea' ? '水路运输' : '航空运输')})`).join(', ')}) v(i, code, transport)`,
    );
    await connection.run(
      `CREATE TABLE country AS SELECT * FROM (VALUES ${countries.map(([code, name], i) => `(${i}, ${literal(code)}, ${literal(name)})`).join(', ')}) v(i, code, name)`,
    );
    await connection.run(
      `CREATE TABLE trader AS SELECT * FROM (VALUES ${Array.from({ length: Math.min(traders, 2_600) }, (_, i) => `(${i}, ${literal(brand(i))})`).join(', ')}) v(i, brand)`,
    );
    await connection.run(`
      COPY (
        WITH t AS (SELECT i, least(${traders - 1}, floor(${traders} * pow(part(i, 1), 2.2)))::BIGINT AS trader, floor(part(i, 2) * 4)::BIGINT AS turn FROM range(${rows}) r(i)),
        p AS (
          SELECT t.*, (mix(t.trader * 4 + t.turn // 2, 4) % ${parties})::BIGINT AS party, (mix(t.trader * 2 + (t.turn = 3)::INT, 5) % ${brokers})::BIGINT AS broker,
            (mix(t.trader * 4 + t.turn, 6) % ${lines.length})::INT AS line_no, (mix(t.trader, 3) % ${offices.length})::INT AS office_no, part(t.trader, 7) < 0.6 AS imports
          FROM t)
        SELECT
          office.code || strftime(DATE '1970-01-01' + (${firstDay} + (p.i * ${days}) // ${rows})::INT, '%Y') || lpad(p.i::VARCHAR, 10, '0') AS "报关单号",
          strftime(DATE '1970-01-01' + (${firstDay} + (p.i * ${days}) // ${rows})::INT, '%Y-%m-%d') AS "申报日期",
          CASE WHEN imports THEN '进口' ELSE '出口' END AS "进出口标志", office.code AS "申报地海关代码",
          'T' || lpad(p.trader::VARCHAR, 9, '0') AS "境内收发货人编码", '深圳市' || trader.brand || (p.trader // 2600)::VARCHAR || '号进出口有限公司' AS "境内收发货人",
          'B' || lpad(p.broker::VARCHAR, 9, '0') AS "申报单位编码", '广州市第' || p.broker::VARCHAR || '报关服务有限公司' AS "申报单位",
          country.code || 'AEO' || lpad(p.party::VARCHAR, 7, '0') AS "境外收发货人代码", 'Overseas Trading ' || p.party::VARCHAR || ' Limited' AS "境外收发货人",
          office.transport AS "运输方式", line.code AS "商品编号",
          (1 + mix(p.i, 8) % 5000)::VARCHAR AS "数量", round(line.lot * (0.4 + 1.2 * part(p.i, 9)), 1)::VARCHAR AS "净重(千克)",
          round(line.lot * line.price * (0.4 + 1.2 * part(p.i, 9)) * (0.85 + 0.3 * part(p.i, 10)), 2)::DECIMAL(18, 2)::VARCHAR AS "人民币总价", 'CNY' AS "币制",
          CASE WHEN imports THEN country.name ELSE '中国' END AS "原产国(地区)"
        FROM p JOIN line ON line.i = p.line_no JOIN office ON office.i = p.office_no JOIN country ON country.i = p.party % ${countries.length} JOIN trader ON trader.i = p.trader % ${Math.min(traders, 2_600)}
        ORDER BY p.i
      ) TO ${literal(path)} (FORMAT csv, HEADER true, DELIMITER ',')`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * CSV in UTF-8 for the mapping `enterprise-registry`. A further `edition` says the same but for every n-th row (`changedEvery`), which has another capital. `people` adds a legal
 * representative, an address and a phone of its own to each row (four entities a row instead of one); `sharedBy` enterprises in a row have one phone, and as many, half of them others, one address.
 */
export async function writeBenchRegistry(
  path: string,
  {
    rows = 1_000_000,
    seed = 'phecda',
    people = false,
    sharedBy = 1,
    edition = 0,
    changedEvery = 1,
  }: BenchOptions & {
    readonly people?: boolean;
    readonly sharedBy?: number;
    readonly edition?: number;
    readonly changedEvery?: number;
  } = {},
): Promise<void> {
  const columns = [
    '统一社会信用代码',
    '企业名称',
    '企业类型',
    '行业',
    '注册资本(万元)',
    '币种',
    '成立日期',
    '经营状态',
    '城市',
    '海关注册编码',
    ...(people ? ['法定代表人', '法定代表人身份证号', '住所', '联系电话'] : []),
  ];
  const rng = random(`${seed} bench registry`);
  function* cells(): Generator<Cell[]> {
    for (let i = 0; i < rows; i++) {
      const place = rng.pick(places);
      const industry = rng.pick(industries);
      const row: Cell[] = [
        uscc(place.region, i),
        `${place.city}${brand(i)}${rng.pick(industry.trades)}有限公司`,
        '有限责任公司',
        industry.name,
        rng.pick([50, 100, 200, 500, 1000]) + (i % changedEvery === 0 ? edition : 0),
        'CNY',
        writtenDay(9_000 + rng.int(0, 11_000)),
        '存续',
        place.city,
        `${place.region.slice(0, 4)}96${i.toString(36).toUpperCase().padStart(4, '0')}`,
      ];
      if (people)
        row.push(
          `陈${brand(i)}`,
          idNumber((i % 99) + 1, 1_000 + (i % 9_973), 100 + (Math.floor(i / 99) % 900)),
          `广东省${place.city}工业大道${Math.floor((i + Math.floor(sharedBy / 2)) / sharedBy)}号`,
          mobile(Math.floor(i / sharedBy)),
        );
      yield row;
    }
  }
  await writeTable({
    path,
    format: { kind: 'csv', encoding: 'utf8', delimiter: ',', newline: '\n' },
    columns,
    rows: cells(),
  });
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
