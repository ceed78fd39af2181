/** A feed: who may send positions by which way in, and what is believed of them. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Datum } from '../fix.ts';

export const feedKinds = ['http', 'ais-tcp', 'ais-udp', 'jtt809', 'mqtt'] as const;
export type FeedKind = (typeof feedKinds)[number];
/** Kinds whose senders say a key. Receivers of AIS cannot; brokers have accounts of their own. */
export const keyedKinds: ReadonlySet<FeedKind> = new Set(['http', 'jtt809']);

const word32 = z.number().int().min(0).max(0xffff_ffff);

export const feedSettings = z.object({
  /** Addresses that may connect; none: any. */
  senders: z.array(z.ipv4().or(z.ipv6())).max(100).default([]),
  /** User id of the sending platform (JT/T 809). */
  user: z.string().max(20).default(''),
  /** With wildcards (MQTT). */
  topic: z.string().max(200).default(''),
  /** Of the sending platform (JT/T 809); null: it does not encrypt. */
  cipher: z.object({ m1: word32, ia1: word32, ic1: word32 }).nullable().default(null),
});
export type FeedSettings = z.infer<typeof feedSettings>;

export interface Feed {
  readonly id: string;
  /** Also the name of the source of its fixes: it stays. */
  readonly name: string;
  readonly kind: FeedKind;
  readonly datum: Datum;
  readonly settings: FeedSettings;
  /** Fixes that are taken in a minute. */
  readonly perMinute: number;
  readonly active: boolean;
  /** SHA-256, hexadecimal; null: it needs none. */
  readonly keyHash: string | null;
  readonly version: number;
  readonly changedBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A password of JT/T 809 has eight bytes. */
export function newKey(kind: FeedKind): string {
  return kind === 'jtt809'
    ? randomBytes(6).toString('base64url')
    : randomBytes(24).toString('base64url');
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function holdsKey(feed: Feed, key: string): boolean {
  if (feed.keyHash === null) return false;
  return timingSafeEqual(Buffer.from(hashKey(key), 'hex'), Buffer.from(feed.keyHash, 'hex'));
}
