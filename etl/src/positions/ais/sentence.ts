/** Lines of an AIS receiver: tag block, NMEA sentence, checksum, and the parts of long messages put together. */
import { readTime } from '../position-values.ts';
import { decodeMessage, type AisMessage } from './decode-message.ts';
import { SixBits } from './six-bits.ts';

/** Why a line is no message. */
export const aisReasons = {
  'ais-frame': {
    zh: '不是完整的 AIVDM/AIVDO 语句',
    en: 'no complete AIVDM or AIVDO sentence',
  },
  'ais-checksum': { zh: '校验和不符', en: 'the checksum does not fit' },
  'ais-tag-block': {
    zh: '标签块损坏或校验和不符',
    en: 'the tag block is broken or its checksum does not fit',
  },
  'ais-empty': { zh: '语句没有载荷', en: 'the sentence carries no payload' },
  'ais-payload': {
    zh: '载荷含有非六位编码字符',
    en: 'the payload has a character outside the six-bit code',
  },
  'ais-type': {
    zh: '报文类型（或 24 号报文的分段）不存在',
    en: 'there is no such message type, or part of type 24',
  },
  'ais-incomplete': {
    zh: '多句报文缺少其余语句',
    en: 'the other sentences of a message in several parts did not come',
  },
} as const;
export type AisReason = keyof typeof aisReasons;

export type AisLine =
  | {
      readonly message: AisMessage;
      /** That the message has; what begins behind them is null. */
      readonly bits: number;
      /** Of the tag block, milliseconds UTC. */ readonly said: number | null;
    }
  | {
      readonly refused: AisReason;
      /** Of this sender's lines, from 1. */
      readonly line: number;
      readonly text: string;
    }
  | { readonly ignored: 'part' | 'blank' | 'other-sentence' };

interface Part {
  readonly payload: string;
  readonly fill: number;
  readonly line: number;
  readonly text: string;
}
interface Unfinished {
  readonly parts: (Part | undefined)[];
  said: number | null;
}

/** Several parts of a message are at most this many lines apart. */
const maxLinesApart = 200;
const maxUnfinished = 64;
const longestPayload = 200;

export class AisSentences {
  readonly #zone: number | undefined;
  #line = 0;
  readonly #unfinished = new Map<string, Unfinished>();

  /** @param zoneMinutes of times before or behind a sentence that name no zone, minutes east of Greenwich */
  constructor(zoneMinutes?: number) {
    this.#zone = zoneMinutes;
  }

  /** What a line, and what earlier ones that are waited for no longer, say. */
  push(text: string): AisLine[] {
    const line = ++this.#line;
    const given = [...this.#tooOld()];
    given.push(this.#read(text.trim(), line, given));
    return given;
  }

  end(): AisLine[] {
    const left = [...this.#unfinished.values()].flatMap(incomplete);
    this.#unfinished.clear();
    return left;
  }

  #read(text: string, line: number, given: AisLine[]): AisLine {
    if (text === '') return { ignored: 'blank' };
    const refuse = (refused: AisReason): AisLine => ({ refused, line, text });
    const tagged = frameOf(text, this.#zone);
    if (!tagged) return refuse('ais-tag-block');
    const { sentence, said } = tagged;
    if (/^\$[A-Z0-9]{3,},/.test(sentence) || (/^![A-Z]{5},/.test(sentence) && !isAis(sentence)))
      return { ignored: 'other-sentence' };
    const match =
      /^!([A-Z]{2}VD[MO]),(\d),(\d),(\d*),([A-Z0-9]?),([^,*]*),(\d)\*([0-9A-F]{2})$/i.exec(
        sentence,
      );
    if (!match) return refuse('ais-frame');
    const [, talker, ofText, partText, sequence, channel, payload, fillText, sum] =
      match as unknown as string[] as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
    const [of, part, fill] = [Number(ofText), Number(partText), Number(fillText)];
    if (checksum(sentence.slice(1, sentence.lastIndexOf('*'))) !== Number.parseInt(sum, 16))
      return refuse('ais-checksum');
    if (of < 1 || part < 1 || part > of || fill > 5 || payload.length > longestPayload)
      return refuse('ais-frame');
    if (payload === '') return refuse('ais-empty');
    if (of === 1) return decoded(payload, fill, said, line, text);
    const key = `${talker},${of},${sequence},${channel}`;
    let whole = this.#unfinished.get(key);
    if (whole?.parts[part - 1]) {
      given.push(...incomplete(whole));
      this.#unfinished.delete(key);
      whole = undefined;
    }
    if (!whole) {
      whole = { parts: Array.from({ length: of }), said: null };
      this.#unfinished.set(key, whole);
    }
    whole.said ??= said;
    whole.parts[part - 1] = { payload, fill, line, text };
    const parts = whole.parts.filter((one) => one !== undefined);
    if (parts.length < of) return { ignored: 'part' };
    this.#unfinished.delete(key);
    return decoded(
      parts.map((one) => one.payload).join(''),
      parts.at(-1)?.fill ?? 0,
      whole.said,
      line,
      text,
    );
  }

  *#tooOld(): Iterable<AisLine> {
    for (const [key, whole] of this.#unfinished) {
      const newest = Math.max(...whole.parts.map((part) => part?.line ?? 0));
      if (this.#line - newest <= maxLinesApart && this.#unfinished.size <= maxUnfinished) continue;
      this.#unfinished.delete(key);
      yield* incomplete(whole);
    }
  }
}

const isAis = (sentence: string): boolean => /^![A-Z]{2}VD[MO],/i.test(sentence);

function incomplete({ parts }: Unfinished): AisLine[] {
  return parts.flatMap((part) =>
    part ? [{ refused: 'ais-incomplete' as const, line: part.line, text: part.text }] : [],
  );
}

function decoded(
  payload: string,
  fill: number,
  said: number | null,
  line: number,
  text: string,
): AisLine {
  const bits = SixBits.read(payload, fill);
  if (!bits) return { refused: 'ais-payload', line, text };
  const message = decodeMessage(bits);
  return message ? { message, bits: bits.length, said } : { refused: 'ais-type', line, text };
}

/** NMEA's: all characters, each xor the last. */
export function checksum(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum ^= text.charCodeAt(i);
  return sum;
}

export interface Frame {
  readonly sentence: string;
  /** The receiver's time, milliseconds UTC. */
  readonly said: number | null;
}

/**
 * A sentence without what receivers and loggers write around it: a tag block, a time before it, fields behind the checksum of
 * which the last may be the time. Null where the tag block is broken.
 * @param zoneMinutes of a time that names no zone, minutes east of Greenwich
 */
export function frameOf(text: string, zoneMinutes = 480): Frame | null {
  const before = /^([\d\s:.,;+\-/TZ[\]()"'|<>]{1,40}?)[\s,;:|"'\])>-]*(?=[\\!$])/.exec(text);
  const bare = before === null ? text : text.slice(before[0].length);
  const tagged = splitTagBlock(bare);
  if (tagged === null) return null;
  const behind = /^([!$][^*]*\*[0-9A-F]{2})["']?[\s,;|]+(.*)$/i.exec(tagged.sentence);
  const said =
    tagged.said ??
    timeIn(before?.[1] ?? '', zoneMinutes) ??
    timeIn(behind?.[2]?.slice(behind[2].lastIndexOf(',') + 1) ?? '', zoneMinutes);
  return { sentence: behind?.[1] ?? tagged.sentence, said };
}

function timeIn(text: string, zoneMinutes: number): number | null {
  const bare = text.replace(/^[\s[("'<|,;]+|[\s\])"'>|,;]+$/g, '');
  const at = bare === '' ? NaN : readTime(bare, zoneMinutes);
  return Number.isNaN(at) ? null : at;
}

/** Null where the block is broken. `said`: its receiver's time. */
function splitTagBlock(text: string): Frame | null {
  if (!text.startsWith('\\')) return { sentence: text, said: null };
  const end = text.indexOf('\\', 1);
  const match = /^(.*)\*([0-9A-F]{1,2})$/i.exec(text.slice(1, Math.max(end, 1)));
  if (!match || checksum(match[1] ?? '') !== Number.parseInt(match[2] ?? '', 16)) return null;
  const field = (match[1] ?? '').split(',').find((one) => one.startsWith('c:'));
  const time = field === undefined ? Number.NaN : Number(field.slice(2));
  // Seconds by the standard; some receivers write milliseconds.
  const said = Number.isFinite(time) && time > 0 ? (time > 1e11 ? time : time * 1000) : null;
  return { sentence: text.slice(end + 1), said };
}
