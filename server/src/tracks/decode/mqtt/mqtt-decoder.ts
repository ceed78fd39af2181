/** A message of a broker: one position as JSON, or a list of them, with the fields of the HTTP way in. */
import type { Datum, Decoded } from '../../fix.ts';
import { decodeJson } from '../osmand/osmand-decoder.ts';
import { refuse } from '../refuse.ts';

const reasons = {
  'mqtt-json': { zh: '消息不是 JSON', en: 'the message is not JSON' },
  'mqtt-many': { zh: '一条消息的位置过多', en: 'more positions than one message may carry' },
} as const;

const maxPositions = 1_000;

/** @param topic for what is refused */
export function decodeMqtt(
  topic: string,
  payload: Buffer,
  datum: Datum,
  received: number,
): Decoded[] {
  const text = payload.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [refuse(reasons, 'mqtt-json', topic, text)];
  }
  if (!Array.isArray(value)) return [decodeJson(value, datum, received, topic)];
  if (value.length > maxPositions)
    return [refuse(reasons, 'mqtt-many', topic, String(value.length))];
  return value.map((one, i) => decodeJson(one, datum, received, `${topic}, position ${i + 1}`));
}

/** Whether a topic falls under a filter with `+` and `#`. */
export function fallsUnder(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [i, want] of wanted.entries()) {
    if (want === '#') return true;
    if (i >= levels.length || (want !== '+' && want !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}
