/** Read step: the encodings that can be read, by any of their names, and strict decoders for them. */
import iconv from 'iconv-lite';

/** Decoded by the platform; the others, of one byte per character, by iconv-lite (Node's own windows-1252 gets 0x80 to 0x9F wrong). */
const platform: ReadonlySet<string> = new Set([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'euc-jp',
  'iso-2022-jp',
  'shift_jis',
  'euc-kr',
]);

/** Names under which iconv-lite knows encodings of one or two bytes that the platform does not. */
const others = /^(?:cp|ibm|windows|win|iso|koi8|mac|x-mac|tis|latin|armscii|georgian|viscii|tcvn)/;

/** The name of an encoding in the Encoding Standard, else its own; `null` when it cannot be read. */
export function encodingName(label: string): string | null {
  const wanted = label.trim().toLowerCase();
  const name = standardName(wanted);
  if (name === 'gbk') return 'gb18030'; // which holds all of it
  if (name !== null && platform.has(name)) return name;
  if (name === 'iso-8859-8-i') return 'iso-8859-8';
  if (name === 'x-mac-cyrillic') return 'maccyrillic';
  if (name !== null && iconv.encodingExists(name)) return name;
  return others.test(wanted) && iconv.encodingExists(wanted) ? wanted : null;
}

function standardName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

export function decodedByPlatform(encoding: string): boolean {
  return platform.has(encoding);
}

/** `null` for bytes that the encoding does not have. */
export type Decode = (bytes: Uint8Array) => string | null;

export function decoderFor(encoding: string): Decode {
  if (platform.has(encoding))
    return (bytes) => {
      try {
        return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        return null;
      }
    };
  return (bytes) => {
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding);
    return text.includes('\ufffd') ? null : text;
  };
}
