/** Watches and the address book: what is watched, who hears of it, and what a watch would have fired on. */
import type { Zone } from '../../tracks/zones/zone-store.ts';
import { conditionNamed, conditions, watchTitle } from '@phecda/alerts';
import type { Condition } from '@phecda/alerts/conditions/condition';
import { reasonOf } from '@phecda/alerts/message/render-message';
import { mostFound } from '@phecda/alerts/detect/graph-at';
import { exceptFromWatch } from '@phecda/alerts/except';
import { countedByWatch } from '@phecda/alerts/store/counted';
import { readGroups, removeGroup, saveGroup } from '@phecda/alerts/store/contact-groups';
import { contactDraft } from '@phecda/alerts/store/contact-store';
import type { AlertFacts } from '@phecda/alerts/store/alert-store';
import { watchReaches } from '@phecda/alerts/store/watch-reach';
import type { WatchDraft, WatchVersion } from '@phecda/alerts/store/watch-store';
import {
  contentOf,
  searchKey,
  watchContent,
  type Watch,
  type WatchTarget,
} from '@phecda/alerts/watch';
import type { Ontology } from '@phecda/graph-schema';
import type { EntitySummary } from '@phecda/graph-schema/ports/graph-store';
import type { z } from 'zod';
import { readDemoAlertFile } from '../../demo-watches.ts';
import { DomainError, notFound } from '../../domain-error.ts';
import type {
  ConditionInput,
  Resolvers,
  WatchInput,
  WatchTargetInput,
} from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { attributeConditions, storedCondition } from '../../reading/search.ts';
import { previewMonths } from './allowance-keeper.ts';
import type { TargetModel, WatchModel } from './models.ts';

const mostTargets = 2_000;
const longestName = 200;
const longestReason = 2_000;
const mostHubs = 5;
const mostListed = 200;

export const watchResolvers: Resolvers = {
  Query: {
    watches: async (_, __, { services }) =>
      withCounts(await services.alerts.watches.list(), services),
    watch: async (_, { id }, { services }) => {
      const watch = await services.alerts.watches.find(checkId(id));
      return watch && (withCounts([watch], services)[0] ?? null);
    },
    watchConditions: async (_, __, { services }) => {
      const zones = await services.zones.list();
      return conditions.map((condition) => ({
        name: condition.name,
        words: condition.words,
        explanation: condition.explanation,
        input: inputOf(condition),
        fields: condition.fields.map(({ control, ...field }) => ({
          ...field,
          control: control.kind === 'zones' ? ('choice' as const) : control.kind,
          min: control.kind === 'number' ? control.min : null,
          max: control.kind === 'number' ? control.max : null,
          options:
            control.kind === 'zones'
              ? zoneOptions(zones, control.corridors === true)
              : control.kind === 'choice'
                ? [...control.options]
                : [],
        })),
        defaults: condition.settings.parse({}),
      }));
    },
    previewWatch: async (_, { watch, months }, { services, truth }) => {
      const { content } = draftOf(watch, services.ontology);
      const over = clamp(months, 1, 36, previewMonths);
      const preview = await services.allowances.forecast(content, over, truth);
      return { ...preview, condition: content.condition };
    },
    contacts: (_, __, { services }) => services.alerts.contacts.list(),
    demoAlertFile: (_, __, { services }) =>
      readDemoAlertFile(services.config.dataDir, services.clock()),
    contactGroups: async (_, __, { services }) =>
      (await readGroups(services.state)).map((one) => ({ ...one, members: [...one.members] })),
  },
  Mutation: {
    saveWatch: async (_, { id, version, watch, reason }, context) => {
      const actor = context.actor();
      const { watches } = context.services.alerts;
      const draft = draftOf(watch, context.services.ontology);
      const why = checkText(reason, 'reason', 1, longestReason);
      const known = id ? await required(context, id) : null;
      const weighed = weigh(known, draft, context);
      if (known === null) return told(context, await watches.create(weighed, actor, why));
      if (await watches.change(known.id, version ?? 0, weighed, actor, why))
        return told(context, known.id);
      throw changedMeanwhile();
    },
    restoreWatch: async (_, { id, version, to, reason }, context) => {
      const actor = context.actor();
      const { watches } = context.services.alerts;
      const known = await required(context, id);
      const old = (await watches.history(known.id)).find((one) => one.version === to);
      if (old === undefined) throw notFound('version');
      const why = checkText(reason, 'reason', 1, longestReason);
      const { name, active, content } = old;
      const weighed = weigh(known, { name, active, content }, context);
      if (await watches.change(known.id, version, weighed, actor, why))
        return told(context, known.id);
      throw changedMeanwhile();
    },
    exceptFromWatch: async (_, { alert: id, hub, reason }, context) => {
      const actor = context.actor();
      const { alerts: desk } = context.services;
      const alert = await desk.alerts.find(checkId(id));
      if (alert === null) throw notFound('alert');
      const record = hub ? checkId(hub) : null;
      if (record !== null && !alert.path.slice(1).includes(record)) throw notFound('hub');
      const watch = await required(context, alert.watch);
      const why = checkText(reason, 'reason', 1, longestReason);
      const made = await exceptFromWatch(desk, { alert, watch, hub: record }, actor, why);
      if (made === null) throw changedMeanwhile();
      return {
        watch: await required(context, made.watch),
        before: made.before,
        judged: [...made.judged],
      };
    },
    saveContact: (_, { id, contact }, context) => {
      const actor = context.actor();
      const draft = checked(contactDraft, {
        ...contact,
        email: contact.email || null,
        phone: contact.phone || null,
        webhook: contact.webhook || null,
        administrator: contact.administrator ?? false,
      });
      return context.services.alerts.contacts.save(id ? checkId(id) : null, draft, actor);
    },
    removeContact: (_, { id }, context) => {
      context.actor();
      return context.services.alerts.contacts.remove(checkId(id));
    },
    saveContactGroup: (_, { id, name, members }, context) => {
      const actor = context.actor();
      const { state, clock } = context.services;
      const group = {
        id: id ? checkId(id) : null,
        name: checkText(name, 'name', 1, longestName),
        members: checkIds(members, mostTargets),
      };
      return saveGroup(state, group, actor, clock());
    },
    removeContactGroup: (_, { id }, context) => {
      context.actor();
      return removeGroup(context.services.state, checkId(id));
    },
  },
  Watch: {
    title: watchTitle,
    targets: ({ targets }) => targets.map(asTarget),
    recipients: ({ recipients }) =>
      recipients.map((one) => ({ ...one, channels: [...one.channels] })),
    groups: async ({ groups }, _, { services }) => {
      const known = await readGroups(services.state);
      return groups.map(({ group, channels }) => ({
        group,
        channels: [...channels],
        name: known.find(({ id }) => id === group)?.name ?? null,
      }));
    },
    avoid: ({ avoid }, _, { nodes }) => withNodes(avoid, nodes),
    exceptPaths: ({ exceptPaths }) => exceptPaths.map((path) => [...path]),
    causes: ({ causes }) => [...causes],
    schedule: ({ schedule }) => schedule && { ...schedule, days: [...schedule.days] },
    found: async ({ id, counts }) => (await counts()).get(id)?.all_found ?? 0,
    counted: async ({ id }, _, { services }) => (await countedByWatch(services.state)).get(id) ?? 0,
    open: async ({ id, counts }) => (await counts()).get(id)?.open ?? 0,
    wrong: async ({ id, counts }) => (await counts()).get(id)?.wrong ?? 0,
    judged: async ({ id, counts }) => (await counts()).get(id)?.judged ?? 0,
    allowance: async ({ allowances, id, version }) =>
      (await allowances()).find((one) => one.id === id && one.version === version) ?? null,
    reach: async ({ reaches, id, version }) => {
      const cut = (await reaches()).find((one) => one.id === id && one.version === version);
      return cut ? { ...cut, most: mostFound } : null;
    },
    falseThrough: async ({ id }, _, { services }) =>
      hubsOf(await services.alerts.alerts.ofWatch(id, ['falseAlarm'])),
    history: async ({ id }, _, { services }) => {
      const { watches, alerts } = services.alerts;
      const [versions, found] = await Promise.all([watches.history(id), alerts.foundByVersion(id)]);
      return versions.map((one, index) => {
        const before = versions[index + 1];
        return {
          ...one,
          found: found.get(one.version) ?? 0,
          changed: before === undefined ? [] : changedFields(before, one),
        };
      });
    },
  },
  WatchTarget: {
    nodes: async ({ kind, ids }, _, { nodes }) =>
      kind === 'entities' || kind === 'case'
        ? (await Promise.all(ids.slice(0, 50).map((id) => nodes.load(id)))).filter(
            (node) => node !== null,
          )
        : [],
    gang: async ({ kind, ids: [id] }, _, { services }) =>
      kind === 'gang' && id !== undefined ? services.gangs.find(id) : null,
  },
  WatchQuery: {
    type: ({ type }) => type,
    conditions: ({ conditions }) =>
      conditions.map(({ attribute, operator, written }) => ({
        attribute,
        operator,
        value: written,
      })),
  },
  WatchRecipient: {
    name: async ({ contact }, _, { services }) =>
      (await services.alerts.contacts.list()).find(({ id }) => id === contact)?.name ?? null,
  },
  WatchPreview: {
    targetsMost: () => mostFound,
    examples: ({ examples, condition }, _, { services }) =>
      examples.map((finding) => ({
        ...finding,
        reason: reasonOf({ condition, detail: finding.detail }, services.ontology),
      })),
    through: ({ through }) => [...through],
    weeks: ({ weeks }) => [...weeks],
  },
  PreviewExample: {
    path: ({ path }, _, { nodes }) => Promise.all(path.map((record) => nodes.load(record))),
  },
  PreviewHub: { node: ({ record }, _, { nodes }) => nodes.load(record) },
};

function asTarget(target: WatchTarget): TargetModel {
  const { kind } = target;
  const none = { kind, ids: [], tag: null, query: null };
  if (kind === 'entities') return { ...none, ids: [...target.records] };
  if (kind === 'gang') return { ...none, ids: [target.gang] };
  if (kind === 'case') return { ...none, ids: [target.record] };
  if (kind === 'tag') return { ...none, tag: target.tag };
  if (kind === 'query') return { ...none, query: target };
  return none;
}

function draftOf(input: WatchInput, ontology: Ontology): WatchDraft {
  const { name, active, targets, ...rest } = input;
  const given = Object.entries(rest).filter(([, value]) => value != null);
  const content = checked(watchContent, {
    ...Object.fromEntries(given),
    targets: targets.map((target) => targetOf(target, ontology)),
  });
  const condition = conditionNamed(content.condition);
  if (condition === undefined) throw notFound('condition');
  checked(condition.settings, content.settings);
  return { name: checkText(name, 'name', 0, longestName), active, content };
}

function targetOf({ kind, ids, tag, query }: WatchTargetInput, ontology: Ontology): WatchTarget {
  const all = checkIds(ids ?? [], mostTargets);
  const [first = ''] = all;
  switch (kind) {
    case 'entities':
      return { kind, records: all };
    case 'gang':
      return { kind, gang: first };
    case 'case':
      return { kind, record: first };
    case 'tag':
      return { kind, tag: tag ?? '' };
    case 'query': {
      const conditions = attributeConditions(ontology, query?.type ?? '', query?.conditions ?? []);
      return {
        kind,
        type: query?.type ?? '',
        conditions: conditions.map((one) => ({ ...storedCondition(one), written: one.value })),
      };
    }
    case 'monitored':
      return { kind };
  }
}

/**
 * Says of a draft whether it is known to keep to its allowance, where it finds more than what was on before, or is allowed less.
 * @throws DomainError when it was just shown that it does not
 */
function weigh(
  before: Watch | null,
  draft: WatchDraft,
  { services, truth }: RequestContext,
): WatchDraft {
  const { active, content } = draft;
  if (!active) return draft;
  const isOn =
    before?.active === true &&
    before.weekly <= content.weekly &&
    searchKey(before) === searchKey(content);
  return isOn ? draft : { ...draft, counted: services.allowances.isKept(content, truth) };
}

/** The watch as it was saved; what is to be counted is counted now. */
function told(context: RequestContext, id: string): Promise<WatchModel> {
  context.services.allowances.wake();
  return required(context, id);
}

const changedMeanwhile = (): DomainError =>
  new DomainError('CONFLICT', 'error.watchChanged', 'Somebody changed it meanwhile.');

/** Records that most of these alerts go through. */
function hubsOf(alerts: readonly AlertFacts[]): { record: string; found: number }[] {
  const through = new Map<string, number>();
  for (const { path } of alerts)
    for (const record of path.slice(1, -1)) through.set(record, (through.get(record) ?? 0) + 1);
  return [...through]
    .map(([record, found]) => ({ record, found }))
    .sort((a, b) => b.found - a.found || (a.record < b.record ? -1 : 1))
    .slice(0, mostHubs);
}

function changedFields(before: WatchVersion, after: WatchVersion): string[] {
  const flat = ({ name, active, content }: WatchVersion): Readonly<Record<string, unknown>> => ({
    name,
    active,
    ...contentOf(content),
  });
  const old = flat(before);
  return Object.entries(flat(after))
    .filter(([field, value]) => JSON.stringify(old[field]) !== JSON.stringify(value))
    .map(([field]) => field);
}

async function withNodes(
  records: readonly string[],
  nodes: RequestContext['nodes'],
): Promise<{ record: string; node: EntitySummary | null }[]> {
  return Promise.all(
    records
      .slice(0, mostListed)
      .map(async (record) => ({ record, node: await nodes.load(record) })),
  );
}

/** @throws DomainError BAD_INPUT naming the fields */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new DomainError('BAD_INPUT', 'error.fields', `Not in order: ${fields}`, { fields });
}

async function required({ services }: RequestContext, id: string): Promise<WatchModel> {
  const watch = await services.alerts.watches.find(checkId(id));
  const [model] = withCounts(watch === null ? [] : [watch], services);
  if (model === undefined) throw notFound('watch');
  return model;
}

/** What all watches of an answer ask for is read once. */
function withCounts(
  some: readonly Watch[],
  { alerts: desk, state }: Pick<RequestContext['services'], 'alerts' | 'state'>,
): WatchModel[] {
  const { alerts, watches } = desk;
  let counted: ReturnType<typeof alerts.counts> | null = null;
  let weighed: ReturnType<typeof watches.allowances> | null = null;
  let reached: ReturnType<typeof watchReaches> | null = null;
  const counts = () => (counted ??= alerts.counts());
  const allowances = () => (weighed ??= watches.allowances());
  const reaches = () => (reached ??= watchReaches(state));
  return some.map((watch) => ({ ...watch, counts, allowances, reaches }));
}

function inputOf({ detectMovement, detectRun }: Condition): ConditionInput {
  if (detectMovement !== undefined) return 'positions';
  return detectRun === undefined ? 'graph' : 'drift';
}

function zoneOptions(
  zones: readonly Zone[],
  corridors: boolean,
): { value: string; words: { zh: string; en: string } }[] {
  return [
    {
      value: '',
      words: corridors
        ? { zh: '任何走廊', en: 'any corridor' }
        : { zh: '任何围栏', en: 'any zone' },
    },
    ...zones
      .filter(({ active, geometry }) => active && (!corridors || geometry.type === 'LineString'))
      .map(({ id, name }) => ({ value: id, words: { zh: name, en: name } })),
  ];
}
