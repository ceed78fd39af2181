/** Who sits at this browser: a random token in a cookie, its hash with the operator's name in the database. */
import { createHash, randomBytes } from 'node:crypto';
import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import type { StateStore } from '@phecda/graph-schema';
import type { Session } from '../graphql/context.ts';

const cookieName = 'phecda_session';
const prefix = 'session:';
/** Sessions end for good after this long. */
const lifeHours = 24 * 14;
/** One that was ended by another server of the team ends here this much later. */
const keptMs = 2_000;
const maxKept = 10_000;

interface Found {
  readonly operator: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export class Sessions {
  readonly #state: StateStore;
  readonly #clock: () => Date;
  /** What was found lately, by key. */
  readonly #kept = new Map<string, { readonly found: Found | null; readonly at: number }>();

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#clock = clock;
  }

  async of(req: Request, res: Response): Promise<Session> {
    const token = parse(req.headers.cookie ?? '')[cookieName];
    return {
      operator: token === undefined ? null : await this.#find(token),
      start: async (name) => {
        // Always a new token: nobody can have planted it.
        const fresh = randomBytes(32).toString('base64url');
        await this.#store(fresh, name);
        if (token !== undefined) await this.#remove(token);
        res.append(
          'Set-Cookie',
          serialize(cookieName, fresh, {
            httpOnly: true,
            sameSite: 'strict',
            secure: req.secure,
            path: '/',
            maxAge: lifeHours * 3600,
          }),
        );
      },
    };
  }

  async #find(token: string): Promise<string | null> {
    const name = key(token);
    const now = this.#clock().getTime();
    const kept = this.#kept.get(name);
    const found =
      kept && Math.abs(now - kept.at) < keptMs ? kept.found : await this.#read(name, now);
    return found && found.until > now ? found.operator : null;
  }

  async #read(name: string, now: number): Promise<Found | null> {
    const [row] = await this.#state.query<{ value: string }>(
      `SELECT value FROM setting WHERE name = CAST($1 AS TEXT)`,
      [name],
    );
    const found = row ? (JSON.parse(row.value) as Found) : null;
    if (this.#kept.size >= maxKept) this.#kept.clear();
    this.#kept.set(name, { found, at: now });
    return found;
  }

  async #store(token: string, operator: string): Promise<void> {
    const until = this.#clock().getTime() + lifeHours * 3_600_000;
    await this.#state.execute(`INSERT INTO setting (name, value) VALUES ($1, $2)`, [
      key(token),
      JSON.stringify({ operator, until } satisfies Found),
    ]);
    this.#kept.delete(key(token));
  }

  async #remove(token: string): Promise<void> {
    await this.#state.execute(`DELETE FROM setting WHERE name = $1`, [key(token)]);
    this.#kept.delete(key(token));
  }

  /** Forgets sessions that are over. */
  async sweep(): Promise<void> {
    const rows = await this.#state.query<{ name: string; value: string }>(
      `SELECT name, value FROM setting WHERE starts_with(name, '${prefix}')`,
    );
    for (const { name, value } of rows) {
      const { until } = JSON.parse(value) as { until: number };
      if (until <= this.#clock().getTime())
        await this.#state.execute(`DELETE FROM setting WHERE name = $1`, [name]);
    }
  }
}

/** The database holds no token that would open a session. */
function key(token: string): string {
  return prefix + createHash('sha256').update(token).digest('hex');
}
