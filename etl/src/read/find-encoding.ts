/** Read step: the encoding of text that is not UTF-8, by evidence: what decodes, what chardet says, and how plausible each reading is. What stays in doubt is refused with the choices. */
import { analyse } from 'chardet';
import { ImportAbort } from '../errors.ts';
import { decoderFor, encodingName } from './decoders.ts';
import { type Language, logLikelihood, unknownByte } from './plausible-text.ts';

/** Read as a whole: text in them has a structure that other bytes hardly ever have. */
const structured: readonly (readonly [string, Language, prior: number])[] = [
  ['utf-8', 'any', 8],
  ['gb18030', 'zh-Hans', 3],
  ['gb18030', 'zh-Hant', 0],
  ['big5', 'zh-Hant', 0],
  ['shift_jis', 'ja', 0],
  ['euc-jp', 'ja', 0],
  ['euc-kr', 'ko', 0],
];
/** One byte per character: any bytes fit, so that none is taken without a word. */
const singleByte: readonly string[] = [
  'windows-1252',
  'windows-1251',
  'iso-8859-15',
  'windows-1250',
  'iso-8859-2',
  'koi8-r',
  'ibm866',
  'windows-1254',
  'windows-1253',
  'windows-1257',
  'windows-1258',
  'windows-1255',
  'windows-1256',
  'windows-874',
  'macintosh',
  'maccyrillic',
];
/** Weight of full confidence of chardet. */
const detectorWeight = 6;
/** The best must be e^10 times as likely as the next reading. */
const sureBy = 10;
const mostChoices = 5;
const sampleLines = 2_000;
const sampleBytes = 256 << 10;
/** A line that does not decode at all, as may happen to any file. */
const damagedLine = -7;

interface Reading {
  readonly encoding: string;
  readonly score: number;
  readonly text: string;
  /** Lines that it decodes. */
  readonly decoded: number;
}

/** @param lines lines with bytes beyond ASCII. @throws ImportAbort `encoding-doubt` with the choices, or `encoding-unknown` */
export function findEncoding(lines: readonly Buffer[]): string {
  const sample = takeSample(lines);
  const said = detected(sample);
  const readings = [
    ...structured.map(([encoding, language, prior]) => read(encoding, language, prior, sample)),
    ...[...new Set([...singleByte, ...said.keys()])]
      .filter((encoding) => !structured.some(([known]) => known === encoding))
      .map((encoding) => read(encoding, 'letters', 0, sample)),
  ]
    .map((reading) => ({
      ...reading,
      score: reading.score + detectorWeight * (said.get(reading.encoding) ?? 0),
    }))
    // Damage is the exception: an encoding that most lines do not decode in is not theirs.
    .filter(({ decoded }) => decoded * 2 > sample.length)
    .sort((a, b) => b.score - a.score);
  const different = distinct(readings);
  const [best, next] = different;
  if (best === undefined || best.score < hopeless(sample))
    throw new ImportAbort('encoding-unknown', 'The file is text in no encoding that can be told.');
  const sure = next === undefined || best.score - next.score >= sureBy;
  if (sure && structured.some(([encoding]) => encoding === best.encoding)) return best.encoding;
  throw doubt(different.slice(0, mostChoices));
}

/** UTF-16 without a mark: line ends of two bytes, and hardly anything but characters in use. */
export function utf16WithoutMark(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  const bytes = start.subarray(0, start.length - (start.length % 2));
  if (!bytes.includes(0)) return null;
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const whole = decoderFor(encoding)(bytes) ?? decoderFor(encoding)(bytes.subarray(0, -2));
    if (whole === null || whole.includes('\0') || !/[\r\n]/.test(whole)) continue;
    if (logLikelihood(whole, 'any') / whole.length > Math.log(1e-4)) return encoding;
  }
  return null;
}

function takeSample(lines: readonly Buffer[]): Buffer[] {
  const sample: Buffer[] = [];
  let bytes = 0;
  for (const line of lines) {
    if (sample.length >= sampleLines || bytes >= sampleBytes) break;
    sample.push(line.subarray(0, sampleBytes));
    bytes += line.length;
  }
  return sample;
}

/** Encoding → confidence from 0 to 1. */
function detected(sample: readonly Buffer[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { name, confidence } of analyse(Buffer.concat(sample))) {
    const encoding = encodingName(name);
    if (encoding !== null && !encoding.startsWith('utf-16') && encoding !== 'iso-2022-jp')
      said.set(encoding, Math.max(said.get(encoding) ?? 0, confidence / 100));
  }
  return said;
}

function read(
  encoding: string,
  language: Language,
  prior: number,
  sample: readonly Buffer[],
): Reading {
  const decode = decoderFor(encoding);
  /* In encodings of one byte nearly every byte is a letter: one that is none is hardly damage. */
  const unlikely = language === 'letters' ? hopeless : nothing;
  const damaged = (line: Buffer): number => unlikely([line]) + damagedLine;
  let score = prior;
  let text = '';
  let decoded = 0;
  for (const line of sample) {
    const read = decode(line);
    score += read === null ? damaged(line) : logLikelihood(read, language);
    if (read === null) continue;
    decoded++;
    if (text.length < 2_000) text += read;
  }
  return { encoding, score, text, decoded };
}

/** Rare letters are less likely than bytes of which nothing is known, but bytes that are no text are far less so. */
function hopeless(sample: readonly Buffer[]): number {
  let beyondAscii = 0;
  for (const line of sample) for (const byte of line) if (byte >= 0x80) beyondAscii++;
  return nothing(sample) - 4 * beyondAscii;
}

/** Bytes of which nothing is known. */
function nothing(sample: readonly Buffer[]): number {
  const ascii = Math.log(1 / 30);
  let total = 0;
  for (const line of sample) for (const byte of line) total += byte < 0x80 ? ascii : unknownByte;
  return total;
}

/** Readings that give another text than the better ones. */
function distinct(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>();
  return readings.filter(({ text }) => {
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function doubt(choices: readonly Reading[]): ImportAbort {
  const shown = choices.map(
    ({ encoding }, index) => `${encoding}: ${tellingWords(choices, index)}`,
  );
  return new ImportAbort(
    'encoding-doubt',
    `The encoding cannot be told for sure; name it (--encoding, or file.encoding of the mapping). It may be ${shown.join(' · ')}`,
    { value: shown.join(' · ') },
  );
}

/** Words of one reading that the better ones do not have. */
function tellingWords(choices: readonly Reading[], index: number): string {
  const words = (text: string): string[] => text.match(/[^\s,;|"]+/g) ?? [];
  const others = new Set(
    choices.filter((_, other) => other !== index).flatMap(({ text }) => words(text)),
  );
  const own = [...new Set(words(choices[index]?.text ?? ''))].filter((word) => !others.has(word));
  return `“${own
    .slice(0, 3)
    .map((word) => word.slice(0, 30))
    .join(' ')}”`;
}
