import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../support/shared-data.ts';
import type { AisMessage, AisValue } from '@phecda/etl/positions/ais/decode-message';
import { AisSentences, checksum, type AisLine } from '@phecda/etl/positions/ais/sentence';

const fixtures = join(import.meta.dirname, '../fixtures/ais');
function readFixture<Head, Row>(name: string): { head: Head; rows: Row[] } {
  const lines = readFileSync(join(fixtures, name), 'utf8').trimEnd().split('\n');
  const [head, ...rows] = lines.map((line) => JSON.parse(line) as unknown);
  return { head: head as Head, rows: rows as Row[] };
}

const sentence = (body: string): string =>
  `!${body}*${checksum(body).toString(16).toUpperCase().padStart(2, '0')}`;
const messageOf = (line: AisLine | undefined): AisMessage | null =>
  line && 'message' in line ? line.message : null;

describe('AIS', () => {
  it('reads each type as pyais does, whole and cut short', () => {
    const { rows: vectors } = readFixture<unknown, [string, AisMessage]>('types-by-pyais.jsonl');
    expect(new Set(vectors.map(([, fields]) => fields['msg_type'])).size).toBe(27);
    for (const [text, fields] of vectors) {
      expect(messageOf(new AisSentences().push(text)[0]), text).toEqual(fields);
    }
  });

  const path = sharedData('ais/nmea.txt');
  it.skipIf(path === null)(
    'reads every line of the shared file as pyais does, or says why not',
    () => {
      const {
        head: { names },
        rows: lines,
      } = readFixture<{ names: Record<string, string[]> }, [number, string, ...AisValue[]]>(
        'shared-by-pyais.jsonl',
      );
      const sentences = new AisSentences();
      const read = readFileSync(path ?? '', 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .flatMap((text) => sentences.push(text));
      read.push(...sentences.end());
      const refused = read.flatMap((line) =>
        'refused' in line ? [[line.line, line.refused]] : [],
      );
      const expected = lines.flatMap(([line, kind, ...values]) =>
        names[kind]
          ? [{ line, fields: Object.fromEntries(names[kind].map((name, i) => [name, values[i]])) }]
          : [],
      );
      expect(read.flatMap((line) => ('message' in line ? [line.message] : []))).toEqual(
        expected.map(({ fields }) => fields),
      );
      expect(expected).toHaveLength(778);
      const refusedBy = (kind: string, code: string) =>
        lines.filter(([, other]) => other === kind).map(([line]) => [line, code]);
      expect(refused.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(
        [...refusedBy('empty', 'ais-empty'), ...refusedBy('part', 'ais-incomplete')].sort(
          (a, b) => Number(a[0]) - Number(b[0]),
        ),
      );
    },
  );

  it('puts parts together in any order, with the time of the tag block', () => {
    const long = '55DTsr01rEv?<E5;801<D604pDlu<0000000001?21J7:5cde>C0H1kmC1E5000000000000000';
    const first = sentence(`AIVDM,2,1,8,A,${long.slice(0, 59)},0`);
    const second = sentence(`AIVDM,2,2,8,A,${long.slice(59)},2`);
    const tag = 's:r1,c:1700000000';
    const tagged = `\\${tag}*${checksum(tag).toString(16)}\\${first}`;
    for (const order of [
      [tagged, second],
      [second, tagged],
    ]) {
      const sentences = new AisSentences();
      const read = order.flatMap((text) => sentences.push(text));
      expect(read[0]).toEqual({ ignored: 'part' });
      expect(read[1]).toMatchObject({ message: { msg_type: 5 }, said: 1_700_000_000_000 });
      expect(sentences.end()).toEqual([]);
    }
  });

  it.each([
    ['!AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0*69', 'ais-checksum'],
    [sentence('AIVDM,1,1,,A,13V9SJ~0001OcAbEWRoa9StT0<0<,0'), 'ais-payload'],
    [sentence('AIVDM,1,1,,A,w3V9SJ00001OcAbEWRoa9StT0<0<,0'), 'ais-type'],
    [sentence('AIVDM,1,2,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0'), 'ais-frame'],
    ['!AIVDM,1,1,,A,13V9SJ00001OcAbEWRo', 'ais-frame'],
    [`\\c:1*00\\${sentence('AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0')}`, 'ais-tag-block'],
    ['hello', 'ais-frame'],
  ])('refuses %s by name', (text, reason) => {
    const sentences = new AisSentences();
    sentences.push('$GPRMC,');
    expect(sentences.push(text)).toEqual([{ refused: reason, line: 2, text }]);
  });

  it('does not wait for parts for ever', () => {
    const sentences = new AisSentences();
    sentences.push(sentence('AIVDM,2,1,8,A,55DTsr0,0'));
    const later = Array.from({ length: 250 }, () => sentences.push('')).flat();
    expect(later.filter((line) => 'refused' in line)).toMatchObject([
      { refused: 'ais-incomplete', line: 1 },
    ]);
  });

  it('answers 10,000 malformed lines with a name each', () => {
    const good = '\\s:a,c:1700000000*5d\\!AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0*68';
    const mangled = fc
      .tuple(fc.nat(good.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut));
    const body = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.string({ maxLength: 60 }))
      .map(([fill, payload]) => sentence(`AIVDM,2,1,1,A,${payload.replace(/[,*]/g, '')},${fill}`));
    const sentences = new AisSentences();
    fc.assert(
      fc.property(fc.oneof(mangled, body, fc.string({ unit: 'binary' })), (text) => {
        for (const line of sentences.push(text))
          if (!('refused' in line) && !('ignored' in line))
            expect(line.message['msg_type']).toBeTypeOf('number');
      }),
      { numRuns: 10_000 },
    );
  });
});
