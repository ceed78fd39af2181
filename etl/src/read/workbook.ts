/** Read step for XLSX: the parts of a workbook that its sheets lean on: sheet list, date formats, shared strings. */
import { StringDecoder } from 'node:string_decoder';
import type { SaxesParser } from 'saxes';
import { ImportAbort } from '../errors.ts';
import { strictParser } from './read-xml.ts';
import type { ZipArchive } from './zip-file.ts';

/** UTF-16 units of all shared strings together. */
const sharedLimit = 200_000_000;

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Serials count from 1904. */
  readonly from1904: boolean;
  /** Style number → is it a date. */
  readonly dateStyles: readonly boolean[];
  readonly strings: readonly string[];
}

export async function parsePart(
  zip: ZipArchive,
  part: string,
  attach: (parser: SaxesParser) => void,
  pause: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<void> {
  const parser = strictParser();
  attach(parser);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of zip.read(part)) {
    parser.write(decoder.write(chunk));
    if (!(await pause())) return;
  }
  parser.close();
}

export async function openWorkbook(zip: ZipArchive): Promise<Workbook> {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await parsePart(zip, 'xl/workbook.xml', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'sheet')
        sheets.push({
          name: given['name'] ?? '',
          id:
            given['r:id'] ?? Object.entries(given).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
        });
      if (local(name) === 'workbookPr')
        from1904 = given['date1904'] === '1' || given['date1904'] === 'true';
    }),
  );
  const targets = new Map<string, string>();
  await parsePart(zip, 'xl/_rels/workbook.xml.rels', (parser) =>
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'Relationship') targets.set(given['Id'] ?? '', given['Target'] ?? '');
    }),
  );
  const parts = sheets.map(({ name, id }) => ({ name, part: partName(targets.get(id) ?? '') }));
  return {
    sheets: parts,
    from1904,
    dateStyles: await dateStyles(zip),
    strings: await sharedStrings(zip),
  };
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function dateStyles(zip: ZipArchive): Promise<boolean[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inside = false;
  await parsePart(zip, 'xl/styles.xml', (parser) => {
    parser.on('opentag', ({ name, attributes }) => {
      const given = attributes as Record<string, string>;
      if (local(name) === 'numFmt')
        custom.set(Number(given['numFmtId']), isDateFormat(given['formatCode'] ?? ''));
      if (local(name) === 'cellXfs') inside = true;
      if (local(name) === 'xf' && inside) {
        const format = Number(given['numFmtId'] ?? 0);
        styles.push(custom.get(format) ?? builtInDate(format));
      }
    });
    parser.on('closetag', ({ name }) => {
      if (local(name) === 'cellXfs') inside = false;
    });
  });
  return styles;
}

/** Built-in date formats, the East Asian ones included. ECMA-376 part 1, 18.8.30. */
function builtInDate(format: number): boolean {
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  );
}

function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[yd年月日]/i.test(bare) || (/m/i.test(bare) && /[hs]/i.test(bare));
}

async function sharedStrings(zip: ZipArchive): Promise<string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return [];
  const strings: string[] = [];
  let text = '';
  let total = 0;
  let reading = false;
  let phonetic = false;
  await parsePart(zip, 'xl/sharedStrings.xml', (parser) => {
    parser.on('opentag', ({ name }) => {
      const tag = local(name);
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic = true;
      if (tag === 't') reading = !phonetic;
    });
    parser.on('text', (value) => {
      if (reading) text += value;
    });
    parser.on('closetag', ({ name }) => {
      const tag = local(name);
      if (tag === 't') reading = false;
      if (tag === 'rPh') phonetic = false;
      if (tag !== 'si') return;
      total += text.length;
      if (total > sharedLimit)
        throw new ImportAbort(
          'zip-bomb',
          `The workbook's texts are longer than ${sharedLimit} characters.`,
        );
      strings.push(text);
    });
  });
  return strings;
}

export function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
