import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHttp } from './osmand-decoder.ts';

const good = 'id=A1&lat=22.5&lon=114.1&timestamp=1790812800&speed=10&bearing=90';

it('a query, a form and JSON that say the same are the same fix', () => {
  const fields = Object.fromEntries(new URLSearchParams(good));
  const asked = [
    { query: fields, contentType: '', body: '' },
    { query: {}, contentType: 'application/x-www-form-urlencoded', body: good },
    { query: {}, contentType: 'application/json', body: JSON.stringify(fields) },
  ].map((message) => decodeHttp(message, 'WGS-84', 1));
  expect(asked[0]).toMatchObject([{ fix: { lng: 114.1, lat: 22.5, kmh: 18.52, course: 90 } }]);
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[2]).toEqual(asked[0]);
});

it('10,000 malformed requests end in fixes in range or named refusals', () => {
  const mangled = fc
    .tuple(fc.nat(good.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 6 }))
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut));
  const message = fc.record({
    query: fc.oneof(
      fc.dictionary(
        fc.constantFrom('id', 'lat', 'lon', 'timestamp', 'plate', 'speed'),
        fc.string(),
      ),
      fc.constant({}),
    ),
    contentType: fc.constantFrom('', 'application/json', 'application/x-www-form-urlencoded'),
    body: fc.oneof(mangled, fc.json(), fc.string(), fc.constant('')),
  });
  let refused = 0;
  fc.assert(
    fc.property(message, (one) => {
      for (const decoded of decodeHttp(one, 'WGS-84', 1)) {
        if ('fix' in decoded) {
          const { lng, lat, at, kmh = 0, course = 0 } = decoded.fix;
          expect(Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && at > 0).toBe(true);
          expect(kmh >= 0 && course >= 0 && course < 360).toBe(true);
        } else if ('refused' in decoded) {
          refused++;
          expect(decoded.refused.words.zh).toBeTruthy();
        }
      }
    }),
    { numRuns: 10_000 },
  );
  expect(refused).toBeGreaterThan(5_000);
});
