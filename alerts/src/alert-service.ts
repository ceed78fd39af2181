/** The alert daemon: follows the change feed through the alert flow and empties the outbox. The same code runs in `npm start` and in `npm run alerts`. */
import type { Ontology, Sql } from '@phecda/graph-schema';
import { consume, type Delivery } from '@phecda/graph-schema/truth/subscribe';
import type { StateTransaction } from '@phecda/graph-schema/ports/state-store';
import { alertFlow } from './alert-flow.ts';
import { runCanary, settleCanary } from './canary.ts';
import { createChannels, type Channels } from './channels/channels.ts';
import type { AlertSettings } from './config.ts';
import { addDefaultWatches, defaultOwner } from './default-watches.ts';
import { gatherChange, isDemo } from './detect/change.ts';
import { isAwaited } from './detect/is-awaited.ts';
import { readLeftOut, type LeftOutFact } from './detect/left-out.ts';
import { takeRun, unseenRuns } from './detect/drift-runs.ts';
import { GraphAt } from './detect/graph-at.ts';
import { movementSources, takeMovements, unseenMovements } from './detect/movements.ts';
import { detectMovements } from './flow/detect-movement.ts';
import { Screen } from './detect/screen.ts';
import { TargetFinder } from './detect/targets.ts';
import { detectRun } from './flow/detect-run.ts';
import { escalate } from './flow/escalate.ts';
import type { Draft, FlowContext, WriteContext } from './flow/flow-context.ts';
import { followVerdicts } from './flow/follow-verdicts.ts';
import { Sender } from './sender.ts';
import { actOn, alertByKey, restOn, type AlertFacts } from './store/alert-store.ts';
import { endIdlePauses } from './store/channel-pause.ts';
import { countAlone } from './store/counted.ts';
import { beat } from './store/daemon-beat.ts';
import { Outbox } from './store/outbox.ts';
import { sqlTime } from './store/sql-time.ts';
import { alertConsumer, beginNews, countAnew, WatchStore } from './store/watch-store.ts';
import { countReaches } from './store/watch-reach.ts';
import type { Watch } from './watch.ts';
import { SystemAlerts } from './system-alerts.ts';

export interface AlertServiceOptions {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly settings: AlertSettings;
  /** Where people open the workbench, for links in messages. */
  readonly publicUrl: () => string;
  /** Of this process among those that share the work. */
  readonly name: string;
  readonly clock: () => Date;
  readonly onError: (error: unknown, what: string) => void;
  /** How often the truth is looked at where nobody announces a revision. Default 500 ms. */
  readonly pollMs?: number;
}

const beatMs = 5_000;
/** What watches look at is counted no more often. */
const reachEveryMs = 60_000;
/** Detection that has not come to anything new for so long does not come to it. */
const stuckMs = 10 * 60_000;

export class AlertService {
  readonly #options: AlertServiceOptions;
  readonly #channels: Channels;
  readonly #watches: WatchStore;
  readonly #sender: Sender;
  readonly #screen: Screen;
  readonly #system: SystemAlerts;
  #timer: NodeJS.Timeout | undefined;
  #beatTimer: NodeJS.Timeout | undefined;
  #detecting: Promise<void> | null = null;
  #sending: Promise<void> | null = null;
  #sendAgain = false;
  #ticking: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #reached = 0;
  /** Monotonic, when detection last began with a revision, a run or movements. */
  #movedAt = 0;
  #problem: string | null = null;
  /** Monotonic, when it was counted last what watches look at, and of which of them as of which revision. */
  #reachesAt: number | null = null;
  #reachesOf = '';
  /** Facts that tie nobody, as the desk stands; null: not looked at yet. */
  #leftOut: readonly LeftOutFact[] | null = null;

  constructor(options: AlertServiceOptions) {
    const { sql, ontology, settings, publicUrl, clock } = options;
    this.#options = options;
    this.#channels = createChannels(settings);
    this.#watches = new WatchStore(sql.state, clock);
    this.#screen = new Screen(sql);
    this.#sender = new Sender({
      sql,
      ontology,
      publicUrl,
      clock,
      channels: this.#channels,
      outbox: new Outbox(sql.state, clock),
    });
    this.#system = new SystemAlerts(sql.state, clock, new Set(this.#channels.keys()));
  }

  async start(): Promise<void> {
    await addDefaultWatches(this.#watches);
    this.#timer = setInterval(() => this.wake(), this.#options.pollMs ?? 500);
    this.#timer.unref();
    this.#beatTimer = setInterval(() => this.#beat(), beatMs);
    this.#beatTimer.unref();
    this.#beat();
    this.wake();
  }

  /** There may be a revision or a message: looks at both soon. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#detecting !== null) this.#again = true;
    else {
      this.#movedAt = performance.now();
      this.#detecting = this.catchUp()
        .then(
          () => {
            this.#problem = null;
          },
          (error: unknown) => this.#failed(error, 'detect'),
        )
        .finally(() => {
          this.#detecting = null;
          if (this.#again) {
            this.#again = false;
            this.wake();
          }
        });
    }
    this.#send();
  }

  /** Takes in every revision that is committed. @returns the revision reached */
  async catchUp(): Promise<number> {
    const { sql, ontology } = this.#options;
    await this.#takeVerdicts();
    this.#reached = await consume(sql, alertConsumer, (delivery) => this.#effect(delivery), {
      retention: Number.MAX_SAFE_INTEGER,
      entityTypes: ontology.entityTypes,
    });
    await this.#takeRuns();
    await this.#takeMovements();
    this.#send();
    return this.#reached;
  }

  /** Returns once all that is due was tried. */
  async sendDue(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
    await this.#sender.sendDue();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearInterval(this.#beatTimer);
    this.#sender.stop();
    await Promise.allSettled([this.#detecting, this.#ticking]);
    while (this.#sending !== null) await this.#sending;
    for (const channel of this.#channels.values()) await channel.close();
  }

  #send(): void {
    if (this.#stopped) return;
    if (this.#sending !== null) {
      // What is there by now may have come after it looked.
      this.#sendAgain = true;
      return;
    }
    this.#sending = this.#sender
      .sendDue()
      .then(
        () => undefined,
        (error: unknown) => this.#failed(error, 'send'),
      )
      .finally(() => {
        this.#sending = null;
        if (!this.#sendAgain) return;
        this.#sendAgain = false;
        this.#send();
      });
  }

  #failed(error: unknown, what: string): void {
    this.#problem = what;
    if (!this.#stopped) this.#options.onError(error, what);
  }

  /** What comes by the clock: escalations, the canary of the day, and faults of the alert system. */
  async tick(): Promise<void> {
    const { sql, ontology, settings, name, clock } = this.#options;
    const now = clock();
    await escalate(sql.state, await this.#watches.current(), {
      now,
      afterMinutes: settings.escalateMinutes,
      configured: new Set(this.#channels.keys()),
    });
    await runCanary({ sql, ontology, name, now, email: settings.canaryEmail });
    await settleCanary(sql, now);
    await endIdlePauses(sql.state, now);
    await this.#countReaches();
    await this.#system.look();
  }

  /** A tag or a search may have grown beyond what a watch looks at. */
  async #countReaches(): Promise<void> {
    const { sql } = this.#options;
    const at = performance.now();
    if (this.#reachesAt !== null && at - this.#reachesAt < reachEveryMs) return;
    const revision = await sql.revision();
    const of = `${revision} ${await this.#watches.mark()}`;
    if (of === this.#reachesOf) return;
    this.#reachesAt = at;
    const finder = new TargetFinder(sql.state, new GraphAt(sql, revision));
    await countReaches(sql.state, await this.#watches.current(), finder, revision);
    this.#reachesOf = of;
  }

  #tick(): void {
    this.#ticking ??= this.tick()
      .catch((error: unknown) => this.#failed(error, 'tick'))
      .finally(() => {
        this.#ticking = null;
      });
  }

  #beat(): void {
    const { sql, name, clock } = this.#options;
    const isStuck = this.#detecting !== null && performance.now() - this.#movedAt > stuckMs;
    const problem = isStuck ? 'stuck' : this.#problem;
    beat(sql.state, { name, at: clock(), revision: this.#reached, problem }).then(
      () => this.#tick(),
      (error: unknown) => this.#failed(error, 'beat'),
    );
  }

  /** Reads now; the returned work writes in the transaction that moves the cursor. */
  async #effect(delivery: Delivery): Promise<(tx: StateTransaction) => Promise<void>> {
    this.#movedAt = performance.now();
    // What a new daemon finds is not news, nor is a world that is made to be looked at.
    if (delivery.kind === 'snapshot') return (tx) => beginNews(tx, delivery.revision);
    if (isDemo(delivery)) return () => Promise.resolve();
    const { sql, ontology, clock } = this.#options;
    const watches = await this.#watches.current();
    if (!(await isAwaited(sql, watches, delivery.revision))) return () => Promise.resolve();
    const context: FlowContext = { sql, ontology, watches, now: clock() };
    const change = await gatherChange(sql, ontology, delivery);
    const [detect, withdraw] = alertFlow.read;
    const leftOut = this.#leftOut ?? [];
    const reading = { ...context, change, leftOut, screen: this.#screen };
    const found = await detect(reading);
    const { gone, merged, rests } = await withdraw(reading);
    return async (tx) => {
      for (const { id, reason } of gone) {
        const at = `revision ${delivery.revision}`;
        const why = reason === null ? at : `${reason}, ${at}`;
        await actOn(tx, id, 'withdrawn', 'Phecda', why, sqlTime(context.now));
      }
      for (const [id, rest] of rests) await restOn(tx, id, rest);
      for (const watch of overWeekly(found)) await countAnew(tx, watch);
      const told = found.filter(
        ({ held, finding }) => held !== 'leftOut' && finding.takesBack === undefined,
      );
      if (change.history) await countAlone(tx, told, delivery.revision);
      // What earlier files said can be news by what a file of the past says.
      const news = change.history ? told.filter(({ finding }) => finding.saidBefore) : found;
      await write(news, { ...context, tx, revision: delivery.revision });
      await endMerged(tx, merged, {
        at: sqlTime(context.now),
        why: `merged, revision ${delivery.revision}`,
      });
    };
  }

  /** What people have judged of facts counts from here on, and for what stands on the desk. */
  async #takeVerdicts(): Promise<void> {
    const { sql, ontology, clock } = this.#options;
    const facts = await readLeftOut(sql.state);
    if (JSON.stringify(facts) === JSON.stringify(this.#leftOut)) return;
    const watches = await this.#watches.list();
    const revision = await sql.revision();
    await followVerdicts(facts, { sql, ontology, watches, now: clock(), revision });
    this.#leftOut = facts;
  }

  /** Drift is scored a while after a revision: its finished runs come in apart, each once. */
  async #takeRuns(): Promise<void> {
    const { sql, ontology, clock } = this.#options;
    for (const { run, before } of await unseenRuns(sql.state)) {
      this.#movedAt = performance.now();
      const watches = await this.#watches.list();
      const context: FlowContext = { sql, ontology, watches, now: clock() };
      const { drafts, gone, rests } = await detectRun(run, before, context);
      await sql.state.transaction(async (tx) => {
        if (!(await takeRun(tx, run))) return;
        for (const id of gone)
          await actOn(tx, id, 'withdrawn', 'Phecda', 'scored less', sqlTime(context.now));
        for (const [id, rest] of rests) await restOn(tx, id, rest);
        await write(drafts, { ...context, tx, revision: run.revision });
      });
    }
  }

  /** What vehicles did comes in apart, each once. */
  async #takeMovements(): Promise<void> {
    const { sql, ontology, clock } = this.#options;
    for (const source of movementSources)
      for (;;) {
        this.#movedAt = performance.now();
        const movements = await unseenMovements(sql.state, source);
        const last = movements.at(-1);
        if (this.#stopped) return;
        if (last === undefined) break;
        const watches = await this.#watches.list();
        const context: FlowContext = { sql, ontology, watches, now: clock() };
        const { drafts, gone } = await detectMovements(movements, context);
        const revision = await sql.revision();
        await sql.state.transaction(async (tx) => {
          if (!(await takeMovements(tx, source, last.number))) return;
          await takeBack(tx, gone, sqlTime(context.now));
          await write(drafts, { ...context, tx, revision });
        });
      }
  }
}

/** Watches of people that get more at once than their allowance of a week. */
function overWeekly(found: readonly Draft[]): Watch[] {
  const counts = new Map<Watch, number>();
  for (const { watch, finding, held } of found)
    if (held !== 'leftOut' && finding.takesBack === undefined && watch.owner !== defaultOwner)
      counts.set(watch, (counts.get(watch) ?? 0) + 1);
  return [...counts].flatMap(([watch, count]) => (count > watch.weekly ? watch : []));
}

/** Those that what was found has not become by another name. */
async function endMerged(
  tx: StateTransaction,
  merged: readonly AlertFacts[],
  { at, why }: { readonly at: string; readonly why: string },
): Promise<void> {
  for (const { id, key } of merged) {
    const now = await alertByKey(tx, key);
    if (now?.id !== id || now.status === 'withdrawn') continue;
    await actOn(tx, id, 'withdrawn', 'Phecda', why, at);
  }
}

/** Open alerts of movements that did not happen as the fixes now say. */
async function takeBack(tx: StateTransaction, keys: readonly string[], at: string): Promise<void> {
  for (const key of keys) {
    const [open] = await tx.query<{ alert_id: string }>(
      `SELECT alert_id FROM alert WHERE key = $1 AND status IN ('new', 'inProgress')`,
      [key],
    );
    if (open) await actOn(tx, open.alert_id, 'withdrawn', 'Phecda', 'a late fix', at);
  }
}

async function write(found: readonly Draft[], context: WriteContext): Promise<void> {
  let drafts = found;
  for (const step of alertFlow.write) drafts = await step(drafts, context);
}
