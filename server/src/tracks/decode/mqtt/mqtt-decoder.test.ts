import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMqtt, fallsUnder } from './mqtt-decoder.ts';

it.each([
  ['fleet/+/position', 'fleet/7/position', true],
  ['fleet/+/position', 'fleet/7/8/position', false],
  ['fleet/#', 'fleet', true],
  ['fleet/#', 'fleet/7/8', true],
  ['fleet', 'fleet/7', false],
  ['fleet/7', 'fleet', false],
  ['+', 'fleet', true],
])('%s and %s: %s', (filter, topic, under) => {
  expect(fallsUnder(filter, topic)).toBe(under);
});

it('10,000 malformed messages end in fixes in range or named refusals', () => {
  const good = '[{"plate":"粤B12345","lat":22.5,"lon":114.1,"timestamp":1790812800,"speed":10}]';
  const mangled = fc
    .tuple(fc.nat(good.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 6 }))
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut));
  expect(decodeMqtt('t', Buffer.from(good), 'GCJ-02', 1)).toMatchObject([
    { fix: { device: { scheme: 'plate', value: '粤B12345' }, at: 1_790_812_800_000, kmh: 18.52 } },
  ]);
  fc.assert(
    fc.property(fc.oneof(mangled, fc.json(), fc.string()), (text) => {
      for (const one of decodeMqtt('t', Buffer.from(text), 'WGS-84', 1)) {
        if ('fix' in one) expect(Math.abs(one.fix.lng)).toBeLessThanOrEqual(180);
        else expect('refused' in one && one.refused.words.zh).toBeTruthy();
      }
    }),
    { numRuns: 10_000 },
  );
});
