/** Properties in few bytes: keys and values that come again by number, days as numbers, what the record says elsewhere by its place there. Everything else as JSON. */
import type { PropertyValue } from '../../ports/graph-store.ts';
import { readSize, readText, writeSize, writeText } from './record-bytes.ts';

type Properties = Readonly<Record<string, PropertyValue>>;

/** Distinct values of a key that have numbers: the first ones that come. */
const VALUES_PER_KEY = 256;
const LONGEST_VALUE = 64;
const JSON_TEXT = 0;
const TEXT = 1;
const SAID = 2;
const KNOWN = 3;
const DAY = 4;
const NUMBER = 5;
const FIRST_YEAR = 1_900;

interface Key {
  readonly name: string;
  readonly numbers: Map<string, number>;
  readonly values: string[];
}

/** Of one store: what it has written only it can read. */
export class PropertyCodec {
  readonly #keys: Key[] = [];
  readonly #numberOf = new Map<string, number>();

  /** @param said texts that the record says elsewhere */
  write(properties: Properties, said: readonly string[]): void {
    const names = Object.keys(properties);
    writeSize(names.length);
    for (const name of names) {
      const number = this.#key(name);
      writeSize(number);
      this.#writeValue(this.#keys[number] as Key, properties[name] as PropertyValue, said);
    }
  }

  read(said: readonly string[]): Record<string, PropertyValue> {
    const count = readSize();
    const entries: [string, PropertyValue][] = [];
    for (let i = 0; i < count; i++) {
      const key = this.#keys[readSize()] as Key;
      entries.push([key.name, readValue(key, said)]);
    }
    return Object.fromEntries(entries);
  }

  #key(name: string): number {
    const known = this.#numberOf.get(name);
    if (known !== undefined) return known;
    const number = this.#keys.push({ name, numbers: new Map(), values: [] }) - 1;
    this.#numberOf.set(name, number);
    return number;
  }

  #writeValue(key: Key, value: PropertyValue, said: readonly string[]): void {
    if (typeof value === 'string') return writeString(key, value, said);
    if (isSmall(value)) {
      writeSize(NUMBER);
      writeSize(value);
    } else {
      writeSize(JSON_TEXT);
      writeText(JSON.stringify(value));
    }
  }
}

function writeString(key: Key, value: string, said: readonly string[]): void {
  const place = said.indexOf(value);
  if (place >= 0) {
    writeSize(SAID);
    writeSize(place);
    return;
  }
  const day = dayNumber(value);
  if (day !== null) {
    writeSize(DAY);
    writeSize(day);
    return;
  }
  const number = knownValue(key, value);
  if (number === null) {
    writeSize(TEXT);
    writeText(value);
  } else {
    writeSize(KNOWN);
    writeSize(number);
  }
}

function readValue(key: Key, said: readonly string[]): PropertyValue {
  const form = readSize();
  switch (form) {
    case TEXT:
      return readText();
    case SAID:
      return said[readSize()] as string;
    case KNOWN:
      return key.values[readSize()] as string;
    case DAY:
      return dayText(readSize());
    case NUMBER:
      return readSize();
    case JSON_TEXT:
      return JSON.parse(readText()) as PropertyValue;
    default:
      throw new Error(`A property of the graph has the unknown form ${form}.`);
  }
}

function knownValue(key: Key, value: string): number | null {
  const known = key.numbers.get(value);
  if (known !== undefined) return known;
  if (key.values.length >= VALUES_PER_KEY || value.length > LONGEST_VALUE) return null;
  const number = key.values.push(value) - 1;
  key.numbers.set(value, number);
  return number;
}

/** Whole and within the 31 bits that `writeSize` takes. */
function isSmall(value: PropertyValue): value is number {
  return (
    Number.isInteger(value) &&
    (value as number) >= 0 &&
    (value as number) < 2 ** 31 &&
    !Object.is(value, -0)
  );
}

/** 2014-11-09 → ((2014 − 1900) × 12 + 10) × 31 + 8; null for any other text. Needs not be a day of the calendar. */
function dayNumber(text: string): number | null {
  if (text.length !== 10 || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const year = Number(text.slice(0, 4)) - FIRST_YEAR;
  const month = Number(text.slice(5, 7)) - 1;
  const day = Number(text.slice(8)) - 1;
  if (year < 0 || month < 0 || month > 11 || day < 0 || day > 30) return null;
  return (year * 12 + month) * 31 + day;
}

function dayText(number: number): string {
  const months = Math.floor(number / 31);
  const two = (part: number): string => String(part + 1).padStart(2, '0');
  return `${FIRST_YEAR + Math.floor(months / 12)}-${two(months % 12)}-${two(number % 31)}`;
}
