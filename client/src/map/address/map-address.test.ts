import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mapPanels,
  moverKinds,
  mostTracks,
  plainAddress,
  readMapAddress,
  writeMapAddress,
} from './map-address.ts';

const instant = fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 });

describe('the address of a map view', () => {
  it('opens the view that it was written from', () => {
    const views = fc.record({
      ids: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), {
        maxLength: mostTracks,
      }),
      selected: fc.option(fc.string({ maxLength: 9 })),
      zone: fc.option(fc.uuid()),
      span: fc.option(fc.tuple(instant, fc.integer({ min: 1, max: 1e9 }))),
      at: fc.option(instant),
      rate: fc.constantFrom(0.1, 1, 300, 10_000),
      place: fc.option(
        fc.tuple(
          fc.integer({ min: -1_000, max: 1_000 }),
          fc.integer({ min: -80, max: 80 }),
          fc.integer({ min: 0, max: 18 }),
        ),
      ),
      colour: fc.constantFrom('speed' as const, 'vehicle' as const, 'tag' as const),
      panel: fc.constantFrom(...mapPanels),
      datum: fc.constantFrom('WGS84' as const, 'GCJ02' as const, 'BD09' as const),
      follow: fc.boolean(),
      live: fc.boolean(),
      search: fc.string({ maxLength: 12, unit: 'grapheme' }),
      kind: fc.constantFrom(...moverKinds),
      listed: fc.boolean(),
      tag: fc.option(fc.string({ minLength: 1, maxLength: 9 })),
    });
    fc.assert(
      fc.property(views, ({ span, place, ...rest }) => {
        const view = {
          ...rest,
          from: span && span[0],
          to: span && span[0] + span[1],
          centre: place && ([place[0] / 10, place[1]] as const),
          zoom: place && place[2],
        };
        const text = writeMapAddress(view).toString();
        expect(readMapAddress(new URLSearchParams(text))).toEqual(view);
      }),
    );
  });

  it('is empty for the plain view', () => {
    expect(writeMapAddress(plainAddress).toString()).toBe('');
  });

  it('leaves out what makes no sense', () => {
    const odd = new URLSearchParams(
      'c=95,1,3&rate=1e9&from=2026-01-02&to=2026-01-01&panel=x&colour=red&at=soon&datum=ED50&ids=,,',
    );
    expect(readMapAddress(odd)).toEqual(plainAddress);
  });
});
