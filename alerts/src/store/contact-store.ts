/** The address book: who can be told, in which language, where, and when not. */
import { randomUUID } from 'node:crypto';
import type { StateReader, StateStore } from '@phecda/graph-schema';
import { z } from 'zod';
import type { Language } from '../channels/channel.ts';
import { sqlTime } from './sql-time.ts';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Hours of the day, local to `offsetMinutes` east of UTC; over midnight where `from` is later than `to`. */
export const quietHours = z.strictObject({
  from: hour,
  to: hour,
  offsetMinutes: z.int().min(-720).max(840),
});
export type QuietHours = z.output<typeof quietHours>;

export const contactDraft = z.strictObject({
  name: z.string().trim().min(1).max(200),
  language: z.enum(['zh', 'en']),
  email: z.email().nullable(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .nullable(),
  quiet: quietHours.nullable().default(null),
  superior: z.guid().nullable().default(null),
  /** Address that takes signed messages by POST. */
  webhook: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Is told of faults of the alert system itself. */
  administrator: z.boolean().default(false),
});
export type ContactDraft = z.output<typeof contactDraft>;
export interface Contact extends ContactDraft {
  readonly id: string;
}

interface Row {
  readonly contact_id: string;
  readonly name: string;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly quiet: string | null;
  readonly superior: string | null;
  readonly webhook: string | null;
  readonly administrator: boolean | null;
}

export async function readContacts(state: StateReader): Promise<Contact[]> {
  const rows = await state.query<Row>(`SELECT * FROM contact ORDER BY name, contact_id`);
  return rows.map(({ contact_id: id, quiet, administrator, ...row }) => ({
    id,
    name: row.name,
    language: row.language,
    email: row.email,
    phone: row.phone,
    quiet: quiet === null ? null : quietHours.parse(JSON.parse(quiet)),
    superior: row.superior,
    webhook: row.webhook,
    administrator: administrator === true,
  }));
}

export class ContactStore {
  readonly #state: StateStore;
  readonly #now: () => string;

  constructor(state: StateStore, clock: () => Date) {
    this.#state = state;
    this.#now = () => sqlTime(clock());
  }

  /** By name. */
  list(): Promise<Contact[]> {
    return readContacts(this.#state);
  }

  /** @returns the id; a new one where `id` is null. */
  async save(
    id: string | null,
    draft: z.input<typeof contactDraft>,
    actor: string,
  ): Promise<string> {
    const contact = id ?? randomUUID();
    const values = [
      contact,
      draft.name,
      draft.language,
      draft.email,
      draft.phone,
      draft.quiet == null ? null : JSON.stringify(draft.quiet),
      draft.superior ?? null,
      actor,
      this.#now(),
      draft.webhook ?? null,
      String(draft.administrator ?? false),
    ];
    await this.#state.execute(
      `INSERT INTO contact (contact_id, name, language, email, phone, quiet, superior, updated_by, updated_at, webhook, administrator)
       VALUES (CAST($1 AS UUID), $2, $3, $4, $5, $6, CAST($7 AS UUID), $8, CAST($9 AS TIMESTAMP), $10, CAST($11 AS BOOLEAN))
       ON CONFLICT (contact_id) DO UPDATE SET name = EXCLUDED.name, language = EXCLUDED.language, email = EXCLUDED.email, phone = EXCLUDED.phone,
         quiet = EXCLUDED.quiet, superior = EXCLUDED.superior, updated_by = EXCLUDED.updated_by, updated_at = EXCLUDED.updated_at, webhook = EXCLUDED.webhook,
         administrator = EXCLUDED.administrator`,
      values,
    );
    return contact;
  }

  async remove(id: string): Promise<boolean> {
    return (
      (await this.#state.execute(`DELETE FROM contact WHERE contact_id = CAST($1 AS UUID)`, [
        id,
      ])) === 1
    );
  }
}
