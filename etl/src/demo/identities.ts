/** Identifiers of the demo world: valid check digits, drawn from ranges that nobody holds. */
import { containerCheck, idCardCheck, luhn, usccCheck, vinCheck } from '../clean/identifiers.ts';
import { writtenDay } from './days.ts';

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const vinAlphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

function base(value: number, alphabet: string, length: number): string {
  let rest = value;
  let out = '';
  for (let i = 0; i < length; i++) {
    out = alphabet.charAt(rest % alphabet.length) + out;
    rest = Math.floor(rest / alphabet.length);
  }
  return out;
}

/** `region`: six digits of the place of registration. The organisation code `MAYY…` is a made-up series. */
export function uscc(region: string, serial: number): string {
  const body = `91${region}MAYY${base(serial, usccAlphabet, 5)}`;
  return body + usccCheck(body);
}

/** Four digits of the place, zone 9, kind of enterprise, four characters in sequence. */
export function customsCode(place: string, kind: number, serial: number): string {
  return `${place}9${kind}${base(serial, '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 4)}`;
}

/** Division codes 4499xx are not in use. */
export function idNumber(division: number, bornDay: number, serial: number): string {
  const body = `4499${String(division).padStart(2, '0')}${writtenDay(bornDay).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return body + idCardCheck(body);
}

/** The fifteen digits in use before 2000. */
export function shortIdNumber(id: string): string {
  return id.slice(0, 6) + id.slice(8, 17);
}

const mobilePrefixes = ['154', '142', '143', '160', '168', '169', '179'] as const;

/** Mobile numbers with prefixes that are not given out. */
export function mobile(serial: number): string {
  const prefix = mobilePrefixes[serial % mobilePrefixes.length] as string;
  /* Multiplying by a number coprime to 10^8 spreads the serials over the range without repeating one. */
  return (
    prefix +
    String(
      (Math.floor(serial / mobilePrefixes.length) * 48_271_193 + 13_570_246) % 100_000_000,
    ).padStart(8, '0')
  );
}

export function container(prefix: string, serial: number): string {
  const body = prefix + String(serial).padStart(6, '0');
  return body + containerCheck(body);
}

export function imo(serial: number): string {
  const body = String(800_000 + serial);
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += Number(body.charAt(i)) * (7 - i);
  return body + String(sum % 10);
}

export function vin(serial: number): string {
  const body = `LPH${base(serial * 7_919 + 11, vinAlphabet, 5)}0NA${String(serial).padStart(6, '0')}`;
  return body.slice(0, 8) + vinCheck(body) + body.slice(9);
}

/** Sixteen-digit card with its Luhn digit. */
export function card(serial: number): string {
  const body = `629999${String(serial).padStart(9, '0')}`;
  for (let digit = 0; digit < 10; digit++) if (luhn(body + digit)) return body + digit;
  return `${body}0`;
}

export function account(bank: number, serial: number): string {
  return `${String(4_000 + bank)}${String(serial).padStart(11, '0')}`;
}

const plateAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** `letter` of the city; five characters of which the last three are digits. */
export function plate(letter: string, serial: number): string {
  return `粤${letter}${base(Math.floor(serial / 1_000), plateAlphabet.slice(0, 24), 2)}${String(serial % 1_000).padStart(3, '0')}`;
}

export function crossBorderPlate(serial: number): string {
  return `粤Z${base(Math.floor(serial / 1_000), plateAlphabet.slice(0, 24), 1)}${String(serial % 1_000).padStart(3, '0')}港`;
}
