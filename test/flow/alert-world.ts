/** A small world of alerts for tests: a watched registry, mail and SMS peers, a clock that the test moves, and the daemon's service. */
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { addDefaultWatches } from '@phecda/alerts/default-watches';
import { AlertStore, type AlertFacts } from '@phecda/alerts/store/alert-store';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { Outbox } from '@phecda/alerts/store/outbox';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { afterEach, beforeEach } from 'vitest';
import { smtpPeer, type SmtpPeer } from '../support/smtp-peer.ts';
import { twilioAccount, twilioPeer, type TwilioPeer } from '../support/twilio-peer.ts';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';

const ontology = deployedOntology();
const registry = 'registry';
export const enterprise = (
  key: string,
  props: Record<string, string> = {},
  tags: string[] = [],
): StagedItem => ({
  family: 'entity',
  type: 'Enterprise',
  key,
  label: `${key}公司`,
  props: { name: `${key}公司`, ...props },
  tags,
});
export const person = (key: string, tags: string[] = []): StagedItem => ({
  family: 'entity',
  type: 'Person',
  key,
  label: key,
  props: { name: key },
  tags,
});
const port = (key: string): StagedItem => ({ family: 'entity', type: 'Port', key, label: key });
export const id = (type: string, key: string): string => idOf(registry, type, key);
export const represents = (who: string, company: string): StagedItem => ({
  family: 'relation',
  type: 'legalRepresentative',
  source: id('Person', who),
  target: id('Enterprise', company),
});
export const declared = (
  number: string,
  date: string,
  company: string,
  at: string,
): StagedItem => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  parties: { trader: id('Enterprise', company), port: id('Port', at) },
});
export const file = (name: string, items: readonly StagedItem[]): StagedFile => ({
  name,
  dataset: registry,
  items,
});

/** The day before is recent, whatever day it is. */
const start = '2026-03-10T09:00:00Z';
export const time = { now: new Date(start) };
export const clock = (): Date => time.now;
export const yesterday = '2026-03-09';

const base = file('base', [
  enterprise('甲'),
  enterprise('乙'),
  person('王小明'),
  port('深圳港'),
  port('广州港'),
  represents('王小明', '乙'),
  declared('D1', '2025-11-01', '甲', '深圳港'),
]);

export interface AlertWorld {
  readonly sql: Sql;
  readonly smtp: SmtpPeer;
  readonly sms: TwilioPeer;
  readonly service: AlertService;
  /** Somebody with both addresses. */
  readonly contact: string;
  readonly watches: WatchStore;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
}

/** Makes a world before each test. @param use gets it */
export function useAlertWorld(engine: 'duckdb' | 'postgres', use: (world: AlertWorld) => void) {
  let sql: Sql;
  let smtp: SmtpPeer;
  let sms: TwilioPeer;
  let service: AlertService;
  let contact = '';
  let watches: WatchStore;
  let alerts: AlertStore;
  let outbox: Outbox;

  const newService = (name = 'test'): AlertService =>
    new AlertService({
      sql,
      ontology,
      settings: {
        ...noChannels,
        smtp: { url: smtp.url, from: 'phecda@customs.example', ca: null },
        sms: { ...twilioAccount, apiUrl: sms.url },
      },
      publicUrl: () => 'https://phecda.example',
      name,
      clock,
      onError: (error) => {
        throw error;
      },
    });
  beforeEach(async () => {
    time.now = new Date(start);
    [smtp, sms] = await Promise.all([smtpPeer(), twilioPeer()]);
    sql = engine === 'duckdb' ? await newDuckDb() : await newPostgres();
    watches = new WatchStore(sql.state, clock);
    alerts = new AlertStore(sql.state, clock);
    outbox = new Outbox(sql.state, clock);
    contact = await new ContactStore(sql.state, clock).save(
      null,
      {
        name: '王芳',
        language: 'zh',
        email: 'wang@customs.example',
        phone: '+8613800000000',
        quiet: null,
        superior: null,
      },
      '王芳',
    );
    await loadStaged(sql, base);
    service = newService();
    await addDefaultWatches(watches);
    await service.catchUp();
    use({ sql, smtp, sms, service, contact, watches, alerts, outbox });
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all([smtp.close(), sms.close()]);
    await sql.close();
  });

  const watch = (
    condition: string,
    company = '甲',
    more: Record<string, unknown> = {},
  ): Promise<string> =>
    watches.create(
      {
        name: `${company} ${condition}`,
        active: true,
        content: watchContent.parse({
          targets: [{ kind: 'entities', records: [id('Enterprise', company)] }],
          condition,
          level: 4,
          recipients: [{ contact, channels: ['email', 'sms'] }],
          ...more,
        }),
      },
      '王芳',
      '重点企业',
    );
  const found = async (children = true): Promise<AlertFacts[]> =>
    (await alerts.list({ children }, 100, 0)).alerts;
  const run = async (): Promise<void> => {
    await service.catchUp();
    await service.sendDue();
  };
  const risky = file('risky', [person('李四', ['wanted-person']), represents('李四', '甲')]);
  return { newService, watch, found, run, risky };
}
