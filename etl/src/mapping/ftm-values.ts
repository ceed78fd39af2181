/** Map step for FollowTheMoney: what the properties of an entity say in the terms of the ontology, so that equal things get equal keys and unequal ones never do. */
import type { Cleaned } from '../clean/cleaned.ts';
import { cleanCountry } from '../clean/countries.ts';
import { cleanIdCard, cleanPassport, cleanPlate, cleanUscc } from '../clean/identifiers.ts';

type Properties = ReadonlyMap<string, readonly string[]>;

/** Columns that the reader makes of several properties. */
export const ftmDerived = {
  /** Jurisdiction and registration number together: `CN:123`. */
  registration: '@registration',
  uscc: '@uscc',
  idCard: '@idCard',
  passport: '@passport',
  otherId: '@otherId',
} as const;

/** Properties by our columns; those of the ontology keep their names. */
export function ftmValues(type: string, properties: Properties): Map<string, readonly string[]> {
  const values = new Map(properties);
  const of = (name: string): readonly string[] => properties.get(name) ?? [];
  const put = (column: string, found: readonly string[]): void => {
    if (found.length > 0) values.set(column, [...new Set(found)]);
  };
  if (type === 'Enterprise' || type === 'LegalEntity') {
    const place = jurisdictionOf(properties);
    if (place !== null)
      put(
        ftmDerived.registration,
        of('registrationNumber').map((number) => `${place}:${number}`),
      );
    put(ftmDerived.uscc, [
      ...of('uscCode'),
      ...(place === 'CN' ? of('registrationNumber').filter((one) => fits(cleanUscc, one)) : []),
    ]);
  }
  if (type === 'Person') {
    const [cards, others] = parted(of('idNumber'), cleanIdCard);
    const [passports, rest] = parted(of('passportNumber'), cleanPassport);
    put(ftmDerived.idCard, cards);
    put(ftmDerived.passport, passports);
    put(ftmDerived.otherId, [...others, ...rest]);
  }
  if (type === 'Vessel')
    put(
      'mmsi',
      of('mmsi').map((one) => one.replace(/^\s*mmsi[\s:：.-]*/i, '')),
    );
  if (type === 'Vehicle') put('registrationNumber', of('registrationNumber').map(plate));
  return values;
}

/** Properties that `ftmValues` takes beside those that the ontology names. */
export const ftmTaken: Readonly<Record<string, readonly string[]>> = {
  Person: ['idNumber', 'passportNumber'],
  Enterprise: ['uscCode'],
};

/** Of one registry a number names one company. Several or none: it does not say which registry is meant. */
function jurisdictionOf(properties: Properties): string | null {
  for (const name of ['jurisdiction', 'mainCountry', 'country']) {
    const places = new Set((properties.get(name) ?? []).map(placeOf));
    const [only] = places;
    if (only !== undefined) return places.size === 1 ? only : null;
  }
  return null;
}

/** Parts of a country (us-de) stay what they are: each has a registry of its own. */
function placeOf(written: string): string {
  const country = cleanCountry(written);
  return typeof country === 'string' ? country : written.trim().toUpperCase().replaceAll('_', '-');
}

function plate(written: string): string {
  const cleaned = cleanPlate(written);
  return typeof cleaned === 'string' ? cleaned : written;
}

function fits(clean: (raw: string) => Cleaned, value: string): boolean {
  return typeof clean(value) === 'string';
}

function parted(values: readonly string[], clean: (raw: string) => Cleaned): [string[], string[]] {
  return [values.filter((one) => fits(clean, one)), values.filter((one) => !fits(clean, one))];
}
