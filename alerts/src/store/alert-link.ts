/** Links in messages by which an alert is acknowledged without logging in: a token of one use that ends, of which only the hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { StateReader, StateStore, StateTransaction } from '@phecda/graph-schema';
import { z } from 'zod';
import { actOn } from './alert-store.ts';
import { sqlTime } from './sql-time.ts';

const validMs = 3 * 86_400_000;
const path = '/ack/';
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface AlertLink {
  readonly alerts: readonly string[];
  readonly state: 'open' | 'used' | 'over';
}

/** @returns the path of the link */
export async function makeLink(
  tx: StateTransaction,
  link: {
    readonly delivery: string;
    readonly contactName: string;
    readonly alerts: readonly string[];
    readonly now: Date;
  },
): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  await tx.execute(
    `INSERT INTO alert_link (token_hash, delivery_id, contact_name, alerts, expires_at)
     VALUES ($1, CAST($2 AS UUID), $3, $4, CAST($5 AS TIMESTAMP))`,
    [
      hashOf(token),
      link.delivery,
      link.contactName,
      JSON.stringify(link.alerts),
      sqlTime(new Date(link.now.getTime() + validMs)),
    ],
  );
  return `${path}${token}`;
}

/** It ends as long after its message went out as it would have after it was made. */
export async function renewLink(state: StateStore, delivery: string, now: Date): Promise<void> {
  await state.execute(
    `UPDATE alert_link SET expires_at = CAST($2 AS TIMESTAMP) WHERE delivery_id = CAST($1 AS UUID) AND used_at IS NULL`,
    [delivery, sqlTime(new Date(now.getTime() + validMs))],
  );
}

/** A message that went out keeps no key to it. */
export const withoutTokens = (text: string): string =>
  text.replaceAll(/\/ack\/[\w-]{24}/g, `${path}…`);

/** null: no link was ever made with this token. */
export async function findLink(
  state: StateReader,
  token: string,
  now: Date,
): Promise<AlertLink | null> {
  const [row] = await state.query<{ alerts: string; expires_at: string; used_at: string | null }>(
    `SELECT alerts, expires_at, used_at FROM alert_link WHERE token_hash = $1`,
    [hashOf(token)],
  );
  if (row === undefined) return null;
  const over = new Date(row.expires_at) <= now;
  return {
    alerts: z.array(z.string()).parse(JSON.parse(row.alerts)),
    state: row.used_at !== null ? 'used' : over ? 'over' : 'open',
  };
}

/** Acknowledges what is still new. @returns false when the token was used, is over or was never one */
export async function useLink(state: StateStore, token: string, now: Date): Promise<boolean> {
  const at = sqlTime(now);
  return state.transaction(async (tx) => {
    const [link] = await tx.query<{ alerts: string; contact_name: string }>(
      `SELECT alerts, contact_name FROM alert_link WHERE token_hash = $1 AND used_at IS NULL AND expires_at > CAST($2 AS TIMESTAMP)`,
      [hashOf(token), at],
    );
    if (link === undefined) return false;
    const used = await tx.execute(
      `UPDATE alert_link SET used_at = CAST($2 AS TIMESTAMP) WHERE token_hash = $1 AND used_at IS NULL`,
      [hashOf(token), at],
    );
    if (used !== 1) return false;
    for (const id of z.array(z.string()).parse(JSON.parse(link.alerts))) {
      const [alert] = await tx.query<{ status: string }>(
        `SELECT status FROM alert WHERE alert_id = CAST($1 AS UUID)`,
        [id],
      );
      if (alert?.status === 'new') await actOn(tx, id, 'acknowledged', link.contact_name, '', at);
    }
    return true;
  });
}
