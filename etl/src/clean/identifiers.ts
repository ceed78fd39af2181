/** Clean step for identifiers: formats and check characters as their standards say. */
import { type Cleaned, Refusal, Warned, refuse } from './cleaned.ts';
import { dayExists } from './dates.ts';
import { identifierText } from './ruined.ts';
import { fold, simplify } from './text.ts';

/** Upper case without blanks and the separators people put in. */
function compact(raw: string, separators = /[\s-]/g): string | null | Refusal {
  const text = identifierText(raw);
  if (text === null || text instanceof Refusal) return text;
  const out = text.replace(separators, '').toUpperCase();
  return out === '' ? null : out;
}

/** Codes of other systems: upper case, no blanks. */
export function cleanCode(raw: string): Cleaned {
  const text = compact(raw, / /g);
  if (text === null || text instanceof Refusal) return text;
  if (text.length > 200) return refuse('too-long');
  return text.includes('\ufffd') ? refuse('code-format') : text;
}

const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Check character of the first 17 characters. GB 32100-2015. */
export function usccCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++)
    sum += usccAlphabet.indexOf(first17.charAt(i)) * (usccWeights[i] ?? 0);
  return usccAlphabet.charAt((31 - (sum % 31)) % 31);
}

export function cleanUscc(raw: string): Cleaned {
  const text = compact(raw);
  if (text === null || text instanceof Refusal) return text;
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(text))
    return refuse('uscc-format');
  return usccCheck(text.slice(0, 17)) === text.charAt(17) ? text : refuse('uscc-check');
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of the first 17 digits. GB 11643-1999 (ISO 7064 MOD 11-2). */
export function idCardCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17.charAt(i)) * (idWeights[i] ?? 0);
  return '10X98765432'.charAt(sum % 11);
}

/** 18 characters; the old 15 digits are widened to 18 so that both forms make one key. */
export function cleanIdCard(raw: string): Cleaned {
  const text = compact(raw);
  if (text === null || text instanceof Refusal) return text;
  if (/^\d{15}$/.test(text)) {
    const wide = `${text.slice(0, 6)}19${text.slice(6)}`;
    return birthExists(wide) ? wide + idCardCheck(wide) : refuse('id-card-date');
  }
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return refuse('id-card-format');
  if (!birthExists(text)) return refuse('id-card-date');
  return idCardCheck(text.slice(0, 17)) === text.charAt(17) ? text : refuse('id-card-check');
}

function birthExists(id: string): boolean {
  const year = Number(id.slice(6, 10));
  return (
    year >= 1850 &&
    year <= 2100 &&
    dayExists(year, Number(id.slice(10, 12)), Number(id.slice(12, 14)))
  );
}

export function cleanPassport(raw: string): Cleaned {
  const text = compact(raw);
  if (text === null || text instanceof Refusal) return text;
  return /^[A-Z0-9]{5,12}$/.test(text) && /\d/.test(text) ? text : refuse('passport-format');
}

const province = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const mainlandPlate = new RegExp(
  `^[${province}][A-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警试超]|[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF]|[ABCEGHJKLMNPQRSTUVWXYZ][A-HJ-NP-Z0-9]\\d{4})$`,
);
const crossBorderPlate = /^粤Z[A-HJ-NP-Z0-9]{4}[港澳]$/;
const militaryPlate =
  /^(?:[A-Z]{2}\d{5}|WJ[\u4e00-\u9fa5]?\d{4}[0-9A-Z]|[VKHBSLJNGCE][A-DKHBSLJNGCEVT]\d{5})$/;
const hongKongPlate = /^[A-HJ-NPR-Z]{2}\d{1,4}$/;
const macauPlate = /^(?:[AM][A-Z]?\d{4}|[AM][A-Z]\d{2}\d{2})$/;
const embassyPlate = /^(?:\d{6}使|[\u4e00-\u9fa5][A-Z]\d{4}[使领])$/;

/** Mainland (also new-energy, trailer, learner, police), Guangdong–Hong Kong/Macau cross-border, Hong Kong and Macau plates. */
export function cleanPlate(raw: string): Cleaned {
  const folded = compact(raw, /[\s\-·•・.．‧_]/g);
  if (folded === null || folded instanceof Refusal) return folded;
  const text = simplify(folded);
  const known =
    mainlandPlate.test(text) ||
    crossBorderPlate.test(text) ||
    hongKongPlate.test(text) ||
    macauPlate.test(text) ||
    embassyPlate.test(text) ||
    militaryPlate.test(text);
  return known ? text : refuse('plate-format');
}

const vinValues: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/** Check digit that belongs at position 9. ISO 3779, GB 16735. */
export function vinCheck(vin: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const char = vin.charAt(i);
    sum += (vinValues[char] ?? Number(char)) * (vinWeights[i] ?? 0);
  }
  const rest = sum % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** The check digit is obligatory in China (L) and North America (1–5); elsewhere it is not checked. */
export function cleanVin(raw: string): Cleaned {
  const text = compact(raw);
  if (text === null || text instanceof Refusal) return text;
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(text)) return refuse('vin-format');
  if (!/^[L1-5]/.test(text)) return text;
  return vinCheck(text) === text.charAt(8) ? text : refuse('vin-check');
}

/** Check digit of owner, category and serial (10 characters). ISO 6346. */
export function containerCheck(first10: string): string {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const code = first10.charCodeAt(i);
    let value = code - 48;
    if (code >= 65) {
      /* A = 10, then upwards leaving out the multiples of 11. */
      value = code - 55;
      value += Math.floor((value - 1) / 10);
    }
    sum += value * 2 ** i;
  }
  return String((sum % 11) % 10);
}

export function cleanContainerNo(raw: string): Cleaned {
  const text = compact(raw, /[\s\-/.]/g);
  if (text === null || text instanceof Refusal) return text;
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(text)) return refuse('container-format');
  return containerCheck(text.slice(0, 10)) === text.charAt(10) ? text : refuse('container-check');
}

/** Seven digits; the last is the check digit (weights 7 to 2). IMO resolution A.1117(30). */
export function cleanImo(raw: string): Cleaned {
  const given = compact(raw);
  if (given === null || given instanceof Refusal) return given;
  const text = given.replace(/^IMO(?:NO\.?|:)?/, '');
  if (text === '') return null;
  if (!/^\d{7}$/.test(text)) return refuse('imo-format');
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += Number(text.charAt(i)) * (7 - i);
  return sum % 10 === Number(text.charAt(6)) ? text : refuse('imo-check');
}

/** Nine digits with a country's block (MID 201–775): a ship station. ITU-R M.585. */
export function cleanMmsi(raw: string): Cleaned {
  const text = compact(raw);
  if (text === null || text instanceof Refusal) return text;
  return /^[2-7]\d{8}$/.test(text) ? text : refuse('mmsi-format');
}

/**
 * 4 to 10 digits, in groups of even length (8471.30.00); a lost leading zero (odd length of the first) is restored.
 * 8471.3 is 8471.30 read as a number: refused. Chapters 01–97, of which 77 is kept free.
 */
export function cleanHsCode(raw: string): Cleaned {
  const text = identifierText(raw, { points: true });
  if (text === null || text instanceof Refusal) return text;
  const groups = text.split(/[\s.-]+/).filter((group) => group !== '');
  if (groups.slice(1).some((group) => group.length % 2 === 1)) return refuse('hs-format');
  const joined = groups.join('');
  const digits = /^\d+$/.test(joined) && joined.length % 2 === 1 ? `0${joined}` : joined;
  if (!/^\d{4,10}$/.test(digits)) return refuse('hs-format');
  const chapter = Number(digits.slice(0, 2));
  return chapter >= 1 && chapter <= 97 && chapter !== 77 ? digits : refuse('hs-chapter');
}

/** Mainland mobile and landline, Hong Kong, Macau: as E.164 (+86…, +852…, +853…); other countries when written with + or 00. */
export function cleanPhone(raw: string): Cleaned {
  const folded = identifierText(raw);
  if (folded === null || folded instanceof Refusal) return folded;
  const text = folded.replace(/(?:ext\.?|转|#|x).*$/i, '').replace(/[\s\-().·/]/g, '');
  if (text === '') return null;
  if (!/^\+?\d+$/.test(text)) return refuse('phone-format');
  const international = text.startsWith('+')
    ? text.slice(1)
    : text.startsWith('00')
      ? text.slice(2)
      : null;
  if (international !== null) return fromInternational(international);
  if (/^86\d{10,12}$/.test(text) && chinaNumber(text.slice(2)) !== null)
    return fromInternational(text);
  if (/^85[23]\d{8}$/.test(text)) return fromInternational(text);
  const national = chinaNumber(text);
  if (national !== null) return `+86${national}`;
  if (/^[569]\d{7}$/.test(text)) return `+852${text}`;
  return refuse('phone-format');
}

function fromInternational(digits: string): Cleaned {
  if (digits.startsWith('86')) {
    const national = chinaNumber(digits.slice(2));
    return national === null ? refuse('phone-format') : `+86${national}`;
  }
  if (digits.startsWith('852'))
    return /^852[2-9]\d{7}$/.test(digits) ? `+${digits}` : refuse('phone-format');
  if (digits.startsWith('853'))
    return /^853[268]\d{7}$/.test(digits) ? `+${digits}` : refuse('phone-format');
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : refuse('phone-format');
}

/** Mobile (1…) or area code without its 0 and the number; 400/800 service numbers. */
function chinaNumber(text: string): string | null {
  if (/^1[3-9]\d{9}$/.test(text)) return text;
  if (/^[48]00\d{7}$/.test(text)) return text;
  const landline = /^0?(10|2[0-9]|[3-9]\d{2})([2-9]\d{6,7})$/.exec(text);
  if (landline === null) return null;
  const area = landline[1] ?? '';
  const number = landline[2] ?? '';
  if (!text.startsWith('0') && text.length < 10) return null;
  return area + number;
}

export function cleanEmail(raw: string): Cleaned {
  const text =
    fold(raw)
      ?.replace(/^mailto:/i, '')
      .replace(/ /g, '')
      .toLowerCase() ?? null;
  if (text === null || text === '') return null;
  const valid =
    /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u;
  return text.length <= 254 && valid.test(text) && !/^\.|\.\.|\.@/.test(text)
    ? text
    : refuse('email-format');
}

/** Bank and payment accounts: letters and digits. Numbers of 16 or 19 digits are cards, whose Luhn sum is only a warning. */
export function cleanAccount(raw: string): Cleaned {
  const text = compact(raw, /[\s\-.]/g);
  if (text === null || text instanceof Refusal) return text;
  if (!/^[A-Z0-9@_:]{4,40}$/.test(text)) return refuse('account-format');
  return /^62\d{14}(?:\d{3})?$/.test(text) && !luhn(text)
    ? new Warned(text, 'account-check')
    : text;
}

export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits.charAt(digits.length - 1 - i));
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}
