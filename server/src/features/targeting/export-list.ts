/** GET /api/targeting/<list id>.csv, .xlsx or .json: a list as it is handed to those who inspect. `language=en` gives English column names. */
import type { Request, Response } from 'express';
import { notFound } from '../../domain-error.ts';
import { checkId } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { readValues, type MatchFigures } from '../../reading/targeting.ts';
import { csvCell } from '../imports/quarantine-download.ts';
import { withFigures, type ListWithFigures } from './with-figures.ts';

const words = {
  list: ['清单', 'List'],
  state: ['状态', 'State'],
  version: ['版本', 'Version'],
  draftedBy: ['起草人', 'Drafted by'],
  approvedBy: ['批准人', 'Approved by'],
  approvedAt: ['批准时间', 'Approved at'],
  line: ['序号', 'Line'],
  enterprise: ['企业', 'Enterprise'],
  uscc: ['统一社会信用代码', 'Unified social credit code'],
  customsCode: ['海关注册编码', 'Customs registration code'],
  port: ['口岸', 'Port'],
  portCode: ['口岸代码', 'Port code'],
  hs: ['商品编码', 'HS code'],
  from: ['起始日期', 'From'],
  expires: ['截止日期', 'Expires'],
  reason: ['理由', 'Reason'],
  matched: ['批准后命中报关单', 'Declarations since approval'],
  inspected: ['其中查验', 'Inspected'],
  found: ['其中查获', 'Found'],
} as const;
type Column = keyof typeof words;
type Row = Readonly<Record<Column, string | number>>;
const columns = Object.keys(words) as Column[];

const stateWords = {
  draft: ['草稿', 'draft'],
  submitted: ['待批准', 'submitted'],
  approved: ['生效', 'in force'],
  expired: ['已到期', 'expired'],
  withdrawn: ['已撤销', 'withdrawn'],
} as const satisfies Record<ListWithFigures['state'], readonly [string, string]>;

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const;

/** @throws DomainError for an unknown list or form of file. */
export async function sendList(
  context: RequestContext,
  req: Request,
  res: Response,
): Promise<void> {
  const [, id = '', form = ''] = /^([0-9a-f-]{36})\.(csv|xlsx|json)$/i.exec(
    String(req.params['file']),
  ) ?? ['', '', ''];
  const facts = id === '' ? null : await context.services.targeting.find(checkId(id));
  const [list] = facts ? withFigures(context, [facts]) : [];
  if (!list) throw notFound('targeting list');
  const language = req.query['language'] === 'en' ? 1 : 0;
  const rows = await rowsOf(context, list, language);
  const kind = form.toLowerCase() as keyof typeof contentTypes;
  res.status(200).set({
    'Content-Type': contentTypes[kind],
    'Content-Disposition': `attachment; filename="targeting.${kind}"; filename*=UTF-8''${encodeURIComponent(`${list.name}-v${list.version}.${kind}`)}`,
    'Cache-Control': 'no-store',
  });
  if (kind === 'csv') res.send(asCsv(rows, language));
  else if (kind === 'xlsx') res.send(await asWorkbook(list.name, rows, language));
  else {
    const hits = (await list.count())('list', list.id);
    res.send(`${JSON.stringify(asJson(list, hits, rows), null, 2)}\n`);
  }
}

async function rowsOf(
  context: RequestContext,
  list: ListWithFigures,
  language: 0 | 1,
): Promise<Row[]> {
  const node = async (record: string | null) =>
    record === null ? null : await context.nodes.load(record);
  const ends = await Promise.all(
    list.lines.map(async ({ enterprise, port }) => ({
      enterprise: await node(enterprise),
      port: await node(port),
    })),
  );
  const ids = ends.flatMap(({ enterprise, port }) => [enterprise?.id ?? [], port?.id ?? []].flat());
  const values = await readValues(context.truth, [...new Set(ids)]);
  const text = (entity: string | undefined, attribute: string): string => {
    const value = values.get(entity ?? '')?.[attribute];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first : '';
  };
  const figures = await list.count();
  return list.lines.map((line, index): Row => {
    const { enterprise, port } = ends[index] ?? { enterprise: null, port: null };
    return {
      list: list.name,
      state: stateWords[list.state][language],
      version: list.version,
      draftedBy: list.draftedBy,
      approvedBy: list.approvedBy ?? '',
      approvedAt: list.approvedAt ?? '',
      line: index + 1,
      enterprise: enterprise?.label ?? '',
      uscc: text(enterprise?.id, 'uscc'),
      customsCode: text(enterprise?.id, 'customsCode'),
      port: port?.label ?? '',
      portCode: text(port?.id, 'code'),
      hs: line.hs ?? '',
      from: line.from,
      expires: line.expires,
      reason: line.reason,
      ...figures('line', line.id),
    };
  });
}

function asCsv(rows: readonly Row[], language: 0 | 1): string {
  const lines = [
    columns.map((column) => words[column][language]),
    ...rows.map((row) => columns.map((column) => String(row[column]))),
  ];
  return `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

async function asWorkbook(name: string, rows: readonly Row[], language: 0 | 1): Promise<Buffer> {
  // Half a second of every start otherwise.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  // A sheet's name has at most 31 characters and none of these.
  const sheet = book.addWorksheet(
    name
      .replaceAll(/[*?:\\/[\]']/g, ' ')
      .trim()
      .slice(0, 31) || '-',
  );
  sheet.columns = columns.map((column) => ({
    header: words[column][language],
    key: column,
    width: column === 'enterprise' || column === 'reason' ? 32 : 16,
  }));
  for (const row of rows) sheet.addRow(row);
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  return Buffer.from(await book.xlsx.writeBuffer());
}

function asJson(list: ListWithFigures, hits: MatchFigures, rows: readonly Row[]): unknown {
  const { id, name, state, version, reason, draftedBy, approvedBy, approvedAt } = list;
  return {
    list: { id, name, state, version, reason, draftedBy, approvedBy, approvedAt, ...hits },
    lines: rows.map((row, index) => ({
      id: list.lines[index]?.id,
      line: row.line,
      enterprise: row.enterprise,
      uscc: row.uscc,
      customsCode: row.customsCode,
      port: row.port,
      portCode: row.portCode,
      hs: row.hs,
      from: row.from,
      expires: row.expires,
      reason: row.reason,
      matched: row.matched,
      inspected: row.inspected,
      found: row.found,
    })),
  };
}
