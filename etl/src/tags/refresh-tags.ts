/**
 * What changes of facts leave to be derived: what hubs are related to, what new rules say of what is there already, what is usual by now, and what another day makes of it.
 * Each is a revision of its own, which says so as its cause. Afterwards the tags are a function of the facts, the rules and the day.
 */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { endOf } from '@phecda/graph-schema/truth/relation-ends';
import type { Cause } from '@phecda/graph-schema/truth/subscribe';
import { ApplyContext, list, type ApplyOntology } from '../apply/apply-context.ts';
import { writeRevision } from '../apply/write-revision.ts';
import { deriveStrata, type Beyond } from './derive-strata.ts';
import { fingerprintOf, planRules, type PlannedRule } from './plan-rules.ts';
import { replaceReference } from './reference.ts';
import { asOfDay } from './as-of-day.ts';
import { compareRules, recordRules } from './rules-in-force.ts';

export interface RefreshOptions {
  readonly ontology: ApplyOntology;
  /** 'YYYY-MM-DD'; an earlier day than the one in force changes nothing. */
  readonly today: string;
}

interface Step {
  readonly cause: Cause;
  readonly reason: string;
  /** Before anything is derived. Null: nothing is due. */
  begin(context: ApplyContext, rules: readonly PlannedRule[]): Promise<Due | null>;
  done?(context: ApplyContext, rules: readonly PlannedRule[]): Promise<void>;
}

interface Due {
  /** Which rules are looked at, and for what. */
  readonly beyond: (rule: PlannedRule) => Beyond | null;
  /** SQL of (kind, source, target): relations that ceased to count. */
  readonly links?: string;
  /** Derived tags that have ended already. */
  readonly ended: number;
}

/** @returns the revisions that it made. */
export async function refreshTags(
  sql: Sql,
  { ontology, today }: RefreshOptions,
): Promise<readonly number[]> {
  const strata = planRules(ontology);
  const revisions: number[] = [];
  let ownSince = 0;
  for (const step of [remainder, reference, rules, clockTo(today)]) {
    const revision = await sql.write(async (tx) => {
      if (tx.revision === 1) return null; // nothing is there yet
      const context = new ApplyContext(
        tx,
        { kind: 'resolve', records: [] },
        'system',
        step.reason,
        ontology,
      );
      const due = await step.begin(context, strata.flat());
      if (due === null) return null;
      const derived = await deriveBeyond(context, strata, due);
      await step.done?.(context, strata.flat());
      if (due.ended + derived === 0) return null;
      context.cause = step.cause;
      await writeRevision(context);
      return tx.revision;
    });
    if (revision !== null) revisions.push(revision);
    if (step === reference) ownSince = revisions.length - (revision === null ? 0 : 1);
  }
  await passOver(sql, revisions.slice(ownSince));
  return revisions;
}

/** Revisions made here change no declaration: unless somebody's came between, what is usual is as of the last of them. */
async function passOver(sql: Sql, own: readonly number[]): Promise<void> {
  const last = own.at(-1);
  if (last === undefined) return;
  await sql.write((tx) =>
    tx.execute(`UPDATE tag_state SET referenced = ${last} WHERE referenced = ${last - own.length}`),
  );
}

async function deriveBeyond(
  context: ApplyContext,
  strata: readonly (readonly PlannedRule[])[],
  { beyond, links = 'SELECT kind, source, target FROM relation WHERE 1 = 0' }: Due,
): Promise<number> {
  await context.temp(
    't_tag_entity',
    `SELECT entity_id, type, TRUE AS came, TRUE AS props, TRUE AS tags, TRUE AS behaviour, tags AS least_tags, tags AS greatest_tags FROM entity WHERE 1 = 0`,
  );
  await context.temp('t_tag_link', links);
  const linked = await context.tx.query<{ kind: string }>('SELECT DISTINCT kind FROM t_tag_link');
  const nothing = new Set<string>();
  const count = await deriveStrata(
    context,
    strata,
    {
      came: nothing,
      props: nothing,
      tags: nothing,
      behaviour: nothing,
      kinds: new Set(linked.map(({ kind }) => kind)),
      few: null,
    },
    beyond,
  );
  await context.drop('t_tag_entity', 't_tag_link');
  return count;
}

const remainder: Step = {
  cause: 'fact',
  reason: 'tags of what has many relations',
  begin: async (context) => {
    const rows = await context.tx.query<{ tag: string }>('SELECT DISTINCT tag FROM tag_remainder');
    const tags = new Set(rows.map(({ tag }) => tag));
    if (tags.size === 0) return null;
    return { beyond: ({ rule }) => (tags.has(rule.tag) ? 'remainder' : null), ended: 0 };
  },
  done: async (context) => void (await context.tx.execute('DELETE FROM tag_remainder')),
};

const rules: Step = {
  cause: 'rule',
  reason: 'tag rules changed',
  begin: async (context, deployed) => {
    const { changed, retired } = await compareRules(context, deployed);
    if (changed.size + retired.length === 0) return null;
    const ended = await context.tx.execute(
      `UPDATE derived_tag SET rev_to = ${context.tx.revision} WHERE rev_to IS NULL AND tag IN ${list(retired)}`,
    );
    const concerned = ({ rule, reads }: PlannedRule): boolean =>
      changed.has(rule.tag) || reads.some((tag) => retired.includes(tag));
    return { beyond: (rule) => (concerned(rule) ? 'all' : null), ended };
  },
  done: recordRules,
};

/** Looked at again once declarations may have changed since; a rule is derived again only where the figures did. */
const reference: Step = {
  cause: 'reference',
  reason: 'what is usual among peers changed',
  begin: async (context, deployed) => {
    const { tx } = context;
    await asOfDay(context);
    const last = tx.revision - 1;
    if ((await context.value<number>('SELECT max(referenced) AS x FROM tag_state')) === last)
      return null;
    const changed = new Set<string>();
    for (const rule of deployed)
      if (await replaceReference(context, rule)) changed.add(rule.rule.tag);
    await tx.execute(`UPDATE tag_state SET referenced = ${last}`);
    return { beyond: ({ rule }) => (changed.has(rule.tag) ? 'all' : null), ended: 0 };
  },
};

const clockTo = (today: string): Step => ({
  cause: 'clock',
  reason: `tags as of ${today}`,
  begin: async (context, deployed) => {
    const was = await asOfDay(context);
    if (was >= today) return null;
    await context.tx.execute('UPDATE tag_state SET as_of = $1::date', [today]);
    const kinds = deployed.flatMap(({ hops }) =>
      hops.flatMap(({ ways }) => ways.filter(({ ever }) => !ever).map(({ kind }) => kind)),
    );
    const end = endOf('periods');
    const links = `SELECT kind, source, target FROM relation WHERE rev_to IS NULL AND kind IN ${list([...new Set(kinds)])} AND periods <> '[]'
      AND ${end} > ${dayOfText(was)} AND ${end} <= ${dayOfText(today)}`;
    return { beyond: ({ ground }) => (ground.clock === true ? 'all' : null), links, ended: 0 };
  },
});

const dayOfText = (day: string): number => Date.parse(day) / 86_400_000;

/** Whether anything is due, without waiting for the writer. */
export async function tagsDue(sql: Sql, { ontology, today }: RefreshOptions): Promise<boolean> {
  const revision = await sql.revision();
  if (revision === 0) return false;
  const [row] = await sql.query<{
    remainder: boolean;
    as_of: string | null;
    referenced: number | null;
  }>(
    'SELECT EXISTS (SELECT 1 FROM tag_remainder) AS remainder, (SELECT max(as_of) FROM tag_state) AS as_of, (SELECT max(referenced) FROM tag_state) AS referenced',
  );
  if (row?.remainder === true || (row?.as_of ?? '') < today || row?.referenced !== revision)
    return true;
  const known = await sql.query<{ fingerprint: string }>('SELECT fingerprint FROM tag_rule');
  const deployed = planRules(ontology).flat().map(fingerprintOf);
  return (
    known.length !== deployed.length ||
    known.some(({ fingerprint }) => !deployed.includes(fingerprint))
  );
}
