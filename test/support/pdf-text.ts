/** The text of a PDF as Chromium writes it: each font says which characters its glyphs stand for. */
import { inflateSync } from 'node:zlib';

/** Fonts name some characters by their radicals, of which these are not folded by NFKC. */
const radicals: Readonly<Record<string, string>> = {
  ...{
    '⻅': '见',
    '⻆': '角',
    '⻉': '贝',
    '⻋': '车',
    '⻓': '长',
    '⻔': '门',
    '⻘': '青',
    '⻙': '韦',
  },
  ...{
    '⻚': '页',
    '⻛': '风',
    '⻜': '飞',
    '⻝': '食',
    '⻠': '饣',
    '⻢': '马',
    '⻣': '骨',
    '⻤': '鬼',
  },
  ...{
    '⻥': '鱼',
    '⻦': '鸟',
    '⻧': '卤',
    '⻨': '麦',
    '⻩': '黄',
    '⻬': '齐',
    '⻮': '齿',
    '⻰': '龙',
  },
};

/** Of all pages, without white space. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { dictionary } of objects.values())
    for (const [, name = '', number = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, unicode = ''] =
        /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.dictionary ?? '') ?? [];
      fonts.set(name, charactersOf(objects.get(unicode)?.stream ?? ''));
    }
  let text = '';
  for (const { dictionary } of objects.values()) {
    const contents = /\/Type \/Page\b[^]*?\/Contents (?:\[)?(\d+) 0 R/.exec(dictionary)?.[1];
    let font: ReadonlyMap<string, string> | undefined;
    const shown = objects.get(contents ?? '')?.stream ?? '';
    for (const [, name, glyphs = ''] of shown.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name !== undefined) font = fonts.get(name);
      const [one = '0000'] = font?.keys() ?? [];
      for (let at = 0; at < glyphs.length; at += one.length)
        text += font?.get(glyphs.slice(at, at + one.length).toUpperCase()) ?? '';
    }
  }
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2e80-\u2eff]/g, (sign) => radicals[sign] ?? sign)
    .replaceAll(/\s/g, '');
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const whole = pdf.toString('latin1');
  for (const match of whole.matchAll(/(?:^|\n)(\d+) 0 obj\s([^]*?)\n?endobj/g)) {
    const [, number = '', body = ''] = match;
    const [dictionary = '', stream] = body.split(/stream\r?\n/, 2);
    const at = body.length - (stream?.length ?? 0);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const bytes = stream === undefined ? null : Buffer.from(body.slice(at, at + length), 'latin1');
    objects.set(number, {
      dictionary,
      stream:
        bytes === null
          ? ''
          : (dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1'),
    });
  }
  return objects;
}

/** By glyph: two or four hexadecimal digits. */
function charactersOf(unicode: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  const written = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, rows = ''] of unicode.matchAll(/beginbfchar([^]*?)endbfchar/g))
    for (const [, glyph = '', hex = ''] of rows.matchAll(/<(\w+)>\s*<(\w+)>/g))
      characters.set(glyph.toUpperCase(), written(hex));
  for (const [, rows = ''] of unicode.matchAll(/beginbfrange([^]*?)endbfrange/g))
    for (const [, from = '', to = '', hex = ''] of rows.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = parseInt(from, 16), n = 0; glyph <= parseInt(to, 16); glyph++, n++)
        characters.set(
          glyph.toString(16).toUpperCase().padStart(from.length, '0'),
          written((parseInt(hex, 16) + n).toString(16).padStart(hex.length, '0')),
        );
  return characters;
}
