/** Dedupe: what was found before is not found again, and what only takes back an alert that nobody has dealt with is none itself. What was withdrawn and is there again opens its alert anew; new evidence joins an alert, and reopens one that was closed or judged false. */
import {
  actOn,
  addAlertEvent,
  alertByKey,
  alertsByKeys,
  lastSaidOf,
  openStatuses,
  type AlertFacts,
} from '../store/alert-store.ts';
import { rename } from '../store/alert-records.ts';
import { sqlTime } from '../store/sql-time.ts';
import { formerKeysOf, keyOf } from './alert-key.ts';
import type { Draft, WriteContext, WriteStep } from './flow-context.ts';
import { subjectOf } from './inhibit.ts';

export const dedupe: WriteStep = async (drafts, context) => {
  const fresh = new Map<string, Draft>();
  const found = await alertsByKeys(context.tx, [...new Set(drafts.map(({ key }) => key))]);
  const asked = new Set<string>();
  for (const draft of drafts) {
    if (fresh.has(draft.key)) continue;
    if (!(await isNews(draft, context))) continue;
    const { known, isRenamed } = await knownAs(
      draft,
      // The first of a key may change what the next one finds.
      asked.has(draft.key)
        ? await alertByKey(context.tx, draft.key)
        : (found.get(draft.key) ?? null),
      context,
    );
    asked.add(draft.key);
    if (isRenamed && known.status !== 'withdrawn' && draft.finding.facts.length === 0) continue;
    if (draft.held === 'leftOut' && known !== null) continue;
    if (known === null) fresh.set(draft.key, draft);
    else if (known.status === 'withdrawn') {
      if (draft.finding.facts.length === 0) await tellAnew(known, draft, context);
      else await takeEvidence(known, draft, context);
      await say(known, 'reopened', context);
    } else if (await takeEvidence(known, draft, context)) {
      if (known.status !== 'closed' && known.status !== 'falseAlarm')
        await say(known, 'followed', context);
      else fresh.set(draft.key, { ...draft, id: known.id, reopens: true });
    }
  }
  return [...fresh.values()];
};

type Known =
  | { readonly known: AlertFacts; readonly isRenamed: boolean }
  | { readonly known: null; readonly isRenamed: false };

/** The alert of its key; what was told under former records is that alert from here on, or ends in it. */
async function knownAs(
  draft: Draft,
  own: AlertFacts | null,
  { tx, now, revision }: WriteContext,
): Promise<Known> {
  const at = sqlTime(now);
  const reason = `merged, revision ${revision}`;
  let known = own;
  let isRenamed = false;
  for (const key of formerKeysOf(draft.watch, draft.finding)) {
    const former = await alertByKey(tx, key);
    if (former === null) continue;
    if (known === null) {
      const { target, path } = draft.finding;
      known = { ...former, key: draft.key, target, path, subject: subjectOf(draft) };
      isRenamed = true;
      await rename(tx, known);
      await addAlertEvent(tx, former.id, { at, actor: 'Phecda', act: 'followed', reason });
    } else if (openStatuses.includes(former.status))
      await actOn(tx, former.id, 'withdrawn', 'Phecda', reason, at);
  }
  return known === null ? { known, isRenamed: false } : { known, isRenamed };
}

/** What takes back another alert is so where people have confirmed or closed that, in whichever version of the watch. */
async function isNews({ watch, finding }: Draft, { tx }: WriteContext): Promise<boolean> {
  const { takesBack } = finding;
  if (takesBack === undefined) return true;
  for (let version = watch.version; version > 0; version--) {
    const key = keyOf({ id: watch.id, version }, { ...finding, mark: takesBack });
    const said = await lastSaidOf(tx, key);
    if (said !== null) return said === 'confirmed' || said === 'closed';
  }
  return false;
}

/** @returns whether there was any that the alert did not rest on: declarations, or for what rests on none that it came about again */
async function takeEvidence(
  known: AlertFacts,
  { finding }: Draft,
  { tx }: WriteContext,
): Promise<boolean> {
  // What was withdrawn rests on what is there now.
  const kept = known.status === 'withdrawn' ? [] : known.facts;
  const facts = [...new Set([...kept, ...finding.facts])].slice(0, 500);
  const isSame =
    facts.length === known.facts.length && facts.every((record) => known.facts.includes(record));
  if (isSame && known.status !== 'withdrawn') return finding.facts.length === 0;
  const count = known.condition === 'newDeclaration' ? facts.length : finding.detail.count;
  await tx.execute(
    `UPDATE alert SET facts = $2, detail = $3, fact_day = $4 WHERE alert_id = CAST($1 AS UUID)`,
    [known.id, JSON.stringify(facts), JSON.stringify({ ...known.detail, count }), finding.day],
  );
  return true;
}

/** What rests on no declaration is as it was found last. */
async function tellAnew(
  known: AlertFacts,
  { finding }: Draft,
  { tx }: WriteContext,
): Promise<void> {
  await tx.execute(`UPDATE alert SET detail = $2 WHERE alert_id = CAST($1 AS UUID)`, [
    known.id,
    JSON.stringify({ ...known.detail, ...finding.detail }),
  ]);
}

async function say(
  { id }: AlertFacts,
  act: 'reopened' | 'followed',
  { tx, now, revision }: WriteContext,
): Promise<void> {
  const event = { at: sqlTime(now), actor: 'Phecda', act, reason: `revision ${revision}` };
  if (act === 'followed') await addAlertEvent(tx, id, event);
  else await actOn(tx, id, act, event.actor, event.reason, event.at);
}
