import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import type { Datum } from '../fix.ts';
import { proposeDatum, type Place } from './propose-datum.ts';

const systems = { 'WGS-84': gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;

/** Depots about Shenzhen, some kilometres apart. */
const places: Place[] = Array.from({ length: 60 }, (_, i) => ({
  lng: 113.9 + (i % 10) * 0.047 + Math.sin(i) * 0.01,
  lat: 22.5 + Math.floor(i / 10) * 0.043 + Math.cos(i) * 0.01,
}));
/** Standing within some 40 m of depots, said in a datum. */
const said = (datum: Datum, n = 300): Place[] =>
  Array.from({ length: n }, (_, i) => {
    const place = places[(i * 7) % places.length] as Place;
    const at: [number, number] = [
      place.lng + Math.sin(i * 3.7) * 4e-4,
      place.lat + Math.cos(i * 1.3) * 4e-4,
    ];
    const [lng = 0, lat = 0] = gcoord.transform(at, gcoord.WGS84, systems[datum]);
    return { lng, lat };
  });

describe('datum of a feed', () => {
  const datums = Object.keys(systems) as Datum[];
  it.each(datums.flatMap((true_) => datums.map((declared) => [true_, declared] as const)))(
    'said in %s and set to %s',
    (true_, declared) => {
      const proposal = proposeDatum(said(true_), declared, places);
      if (true_ === declared) return expect(proposal).toBeNull();
      expect(proposal).toMatchObject({ datum: true_, fixes: 300 });
      expect(proposal?.offset).toBeGreaterThan(300);
      expect(proposal?.rest).toBeLessThan(60);
    },
  );

  it('says nothing of few fixes, of other places, or without places', () => {
    expect(proposeDatum(said('GCJ-02', 20), 'WGS-84', places)).toBeNull();
    expect(proposeDatum(said('GCJ-02'), 'WGS-84', [])).toBeNull();
    const elsewhere = Array.from({ length: 300 }, (_, i) => ({ lng: 120 + i * 0.001, lat: 31 }));
    expect(proposeDatum(elsewhere, 'WGS-84', places)).toBeNull();
    const anywhere = Array.from({ length: 2_000 }, (_, i) => ({
      lng: 113.9 + ((i * 0.618) % 1) * 0.45,
      lat: 22.5 + ((i * 0.377) % 1) * 0.25,
    }));
    expect(proposeDatum(anywhere, 'WGS-84', places)).toBeNull();
  });
});
