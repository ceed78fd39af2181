/** Read step for XLSX: the parts of a workbook that its sheets lean on: sheet list, number formats, shared strings. */
import { StringDecoder } from 'node:string_decoder';
import type { SaxesParser } from 'saxes';
import { ImportAbort } from '../errors.ts';
import { type CellFormat, builtInFormat, customFormat } from './number-format.ts';
import { strictParser } from './read-xml.ts';
import type { ZipArchive } from './zip-file.ts';

export interface SharedTexts {
  /** UTF-16 units of all together, beyond which the workbook is refused. */
  readonly units: number;
  /** Only so many are read. */
  readonly count: number;
}

const allShared: SharedTexts = { units: 200_000_000, count: Infinity };

export interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

export interface Workbook {
  /** Tables only: charts and macros are sheets of their own. */
  readonly sheets: readonly Sheet[];
  /** Serials count from 1904. */
  readonly from1904: boolean;
  /** The program that wrote it left the calculation of formulas to the one that opens it. */
  readonly uncalculated: boolean;
  /** By style number. */
  readonly formats: readonly CellFormat[];
  readonly strings: readonly string[];
}

/** Gives a turn after each piece of the part. */
export async function* parsedPieces(
  zip: ZipArchive,
  part: string,
  attach: (parser: SaxesParser) => void,
): AsyncIterable<void> {
  const parser = strictParser();
  attach(parser);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of zip.read(part)) {
    parser.write(decoder.write(chunk));
    yield;
  }
  parser.close();
}

/** @param pause false = enough */
export async function parsePart(
  zip: ZipArchive,
  part: string,
  attach: (parser: SaxesParser) => void,
  pause: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<void> {
  for await (const _ of parsedPieces(zip, part, attach)) if (!(await pause())) return;
}

export async function openWorkbook(
  zip: ZipArchive,
  shared: SharedTexts = allShared,
): Promise<Workbook> {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  let uncalculated = false;
  await parsePart(zip, 'xl/workbook.xml', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'sheet')
        sheets.push({
          name: given['name'] ?? '',
          id:
            given['r:id'] ?? Object.entries(given).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
          hidden: /^(?:very)?hidden$/i.test(given['state'] ?? ''),
        });
      if (local(name) === 'calcPr') uncalculated = isTrue(given['fullCalcOnLoad']);
      if (local(name) === 'workbookPr') from1904 = isTrue(given['date1904']);
    }),
  );
  const targets = new Map<string, string>();
  await parsePart(zip, 'xl/_rels/workbook.xml.rels', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (
        local(name) === 'Relationship' &&
        !/(?:chart|dialog|macro)sheet$/i.test(given['Type'] ?? '')
      )
        targets.set(given['Id'] ?? '', given['Target'] ?? '');
    }),
  );
  const tables = sheets.flatMap(({ name, id, hidden }) => {
    const target = targets.get(id);
    return target === undefined ? [] : [{ name, hidden, part: partName(target) }];
  });
  return {
    sheets: tables,
    from1904,
    uncalculated,
    formats: await cellFormats(zip),
    strings: await sharedStrings(zip, shared),
  };
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function cellFormats(zip: ZipArchive): Promise<CellFormat[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const custom = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let inside = false;
  await parsePart(zip, 'xl/styles.xml', (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'numFmt')
        custom.set(Number(given['numFmtId']), customFormat(given['formatCode'] ?? ''));
      if (local(name) === 'cellXfs') inside = true;
      if (local(name) === 'xf' && inside) {
        const format = Number(given['numFmtId'] ?? 0);
        formats.push(custom.get(format) ?? builtInFormat(format));
      }
    });
    parser.on('closetag', ({ name }) => {
      if (local(name) === 'cellXfs') inside = false;
    });
  });
  return formats;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Texts of a workbook write characters that XML cannot hold as _x000D_, and _x005F_ for the underscore of such a text. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

async function sharedStrings(zip: ZipArchive, { units, count }: SharedTexts): Promise<string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return [];
  const strings: string[] = [];
  let text = '';
  let total = 0;
  let reading = false;
  let phonetic = false;
  const attach = (parser: SaxesParser): void => {
    parser.on('opentag', ({ name }) => {
      const tag = local(name);
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic = true;
      if (tag === 't') reading = !phonetic;
    });
    const add = (value: string): void => {
      if (reading) text += value;
    };
    parser.on('text', add);
    parser.on('cdata', add);
    parser.on('closetag', ({ name }) => {
      const tag = local(name);
      if (tag === 't') reading = false;
      if (tag === 'rPh') phonetic = false;
      if (tag !== 'si') return;
      total += text.length;
      if (total > units)
        throw new ImportAbort(
          'zip-bomb',
          `The workbook's texts are longer than ${units} characters.`,
        );
      strings.push(unescaped(text));
    });
  };
  await parsePart(zip, 'xl/sharedStrings.xml', attach, () =>
    Promise.resolve(strings.length < count),
  );
  return strings;
}

export function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
