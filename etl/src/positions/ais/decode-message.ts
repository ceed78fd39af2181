/** One AIS message: its bits as named fields. What a short message no longer holds is null. */
import { layouts, variants, type FieldKind, type Layout } from './message-table.ts';
import type { SixBits } from './six-bits.ts';

export type AisValue = number | boolean | string | null;
export type AisMessage = Readonly<Record<string, AisValue>>;

/** Null for a type, or a part of type 24, that does not exist. */
export function decodeMessage(bits: SixBits): AisMessage | null {
  const layout = layoutOf(bits);
  if (!layout) return null;
  const message: Record<string, AisValue> = {};
  let at = 0;
  for (const [name, width, kind] of layout) {
    if (kind !== 'spare') message[name] = at >= bits.length ? null : read[kind](bits, at, width);
    at += width;
  }
  return message;
}

type Reader = (bits: SixBits, at: number, width: number) => AisValue;
const read: Readonly<Record<Exclude<FieldKind, 'spare'>, Reader>> = {
  number: (bits, at, width) => bits.unsigned(at, width),
  signed: (bits, at, width) => bits.signed(at, width),
  tenth: (bits, at, width) => bits.unsigned(at, width) / 10,
  signedTenth: (bits, at, width) => bits.signed(at, width) / 10,
  flag: (bits, at, width) => bits.unsigned(at, width) !== 0,
  text: (bits, at, width) => bits.text(at, width),
  bytes: (bits, at, width) => bits.bytes(at, width),
  degrees: (bits, at, width) => Math.floor((10 * bits.signed(at, width) + 3) / 6) / 1e6,
  coarse: (bits, at, width) => Math.floor((10_000 * bits.signed(at, width) + 3) / 6) / 1e6,
  turn: (bits, at, width) => degreesPerMinute(bits.signed(at, width)),
};

/** ±127: faster than 5° in 30 s without an indicator; −128: unknown. */
function degreesPerMinute(turn: number): number {
  if (Math.abs(turn) >= 127) return turn;
  return Math.sign(turn) * Math.round((turn / 4.733) ** 2) + 0;
}

function layoutOf(bits: SixBits): Layout | null {
  const type = bits.unsigned(0, 6);
  const first = bits.unsigned(38, 1) === 1;
  const second = bits.unsigned(39, 1) === 1;
  switch (type) {
    case 16:
      return bits.length > 96 ? variants.assignTwo : variants.assignOne;
    case 22:
      return bits.unsigned(139, 1) === 1 ? variants.channelsAddressed : variants.channelsOfArea;
    case 24:
      if (first) return null;
      if (!second) return variants.craftName;
      return Math.floor(bits.unsigned(8, 30) / 1e7) === 98
        ? variants.craftOfMother
        : variants.craftSize;
    case 25:
      if (first) return second ? variants.singleAddressedStructured : variants.singleAddressed;
      return second ? variants.singleStructured : variants.single;
    case 26:
      if (first) return variants.multiAddressed;
      return second ? variants.multiStructured : variants.multi;
    default:
      return layouts[type] ?? null;
  }
}
