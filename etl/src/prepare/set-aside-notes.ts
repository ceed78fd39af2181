/** Step 1, read: rows that people add below and between data (totals, signatures, the header once more) are set aside, never made into records. */
import { emptyTokens } from '../clean/text.ts';
import { headerKey } from '../mapping/compile-fields.ts';
import type { RowReasonCode } from '../reasons.ts';
import type { PrepareContext, RawTable } from './prepare-context.ts';

const total =
  /^(?:合计|总计|小计|共计|累计|总和|本页合计|本页小计|合计数|总合计|合计金额|总计金额|total|totals|subtotal|grandtotal|sum)(?:[:：].*|[(（][^()（）]*[)）])?$/i;
const note =
  /^(?:制表|制单|填表|填报|编制|审核|复核|审批|批准|核准|经办|负责|统计|录入|打印|导出|制作|签发|签收|签字|签名|盖章|主管|单位负责|财务负责|联系|报送|数据来源|资料来源|来源|备注|说明|注|附注|声明|preparedby|approvedby|checkedby|signature|signedby|printed|source|notes?|remarks?)(?:人员?|者|单位|部门|日期|时间|领导|签字|签名|电话|方式|章)*(?:[(（][^()（）]*[)）])?[:：]/i;
const pages = /^第?\d+页?[,，/ ]?共\d+页$|^第\d+页$|^page\d+(?:of\d+)?$/i;

/** Beginnings of the texts above, for a look at a million rows that costs next to nothing. */
const beginnings =
  '[ \u3000]*([合总小共累本制填编审复批核经负统录打导签盖主单财联报数资来备说注附声第]|[Tt][Oo][Tt][Aa][Ll]|[Ss][Uu][BbMm]|[Gg][Rr][Aa][Nn][Dd]|[Pp][RrAa]|[Aa][Pp]|[Cc][Hh][Ee]|[Ss][IiOo]|[Nn][Oo][Tt][Ee]|[Rr][Ee][Mm])';

/** Why a row is no data; `null` when it is. Cells as in the file. */
export function noteReason(
  cells: readonly (string | null)[],
  columns: readonly string[],
): RowReasonCode | null {
  const texts = cells.map((cell) => cell?.normalize('NFKC').trim() ?? '');
  const filled = texts.filter((text) => text !== '' && !emptyTokens.has(text));
  const first = filled[0]?.replace(/\s/g, '') ?? '';
  if (
    filled.length > 1 &&
    texts.every((text, i) => text === '' || headerKey(text) === headerKey(columns[i] ?? ''))
  )
    return 'row-header';
  const gaps = filled.length < columns.length;
  const others = filled.slice(1);
  if (total.test(first) && gaps && others.every((text) => /\d/.test(text))) return 'row-total';
  /* A signature leaves most of the row empty. */
  if ((note.test(first) || pages.test(first)) && filled.length <= Math.max(1, columns.length / 2))
    return 'row-note';
  return null;
}

/** Takes such rows out of `raw`; they are counted as refused while reading. */
export async function setAsideNotes(context: PrepareContext, raw: RawTable): Promise<RawTable> {
  if (raw.format === 'parquet' || raw.format === 'ftm') return raw;
  const { connection, quarantine } = context;
  const cells = raw.columns.map((_, index) => `raw.c${index}`);
  const firstCell = `coalesce(${cells.map((cell) => `nullif(${cell}, '')`).join(', ')})`;
  const [name = ''] = raw.columns;
  const [header = ''] = cells;
  const rows = await connection.runAndReadAll(
    `SELECT raw.rowid, ${raw.rowSql}, ${cells.join(', ')} FROM raw
     WHERE regexp_matches(${firstCell}, '^${beginnings}') OR ${header} = $1`,
    [name],
  );
  const gone: string[] = [];
  for (const [rowid, row, ...values] of rows.getRows()) {
    const texts = values.map((value) => (value === null ? null : String(value)));
    const code = noteReason(texts, raw.columns);
    if (code === null) continue;
    gone.push(String(rowid));
    const value = texts.filter((text) => text !== null && text !== '').join(' ');
    quarantine.add({ row: Number(row), field: '', value, code, detail: '', cells: texts });
  }
  if (gone.length === 0) return raw;
  await connection.run(
    `CREATE TABLE kept AS SELECT * EXCLUDE (n), n AS _row FROM (SELECT raw.* ${raw.rowSql === 'raw._row' ? 'EXCLUDE (_row)' : ''}, ${raw.rowSql} AS n FROM raw WHERE raw.rowid NOT IN (${gone.join(', ')}))`,
  );
  await connection.run('DROP TABLE raw');
  await connection.run('ALTER TABLE kept RENAME TO raw');
  return {
    ...raw,
    rowSql: 'raw._row',
    rows: raw.rows - gone.length,
    refused: raw.refused + gone.length,
  };
}
