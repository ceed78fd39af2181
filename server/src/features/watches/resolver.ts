/** Watches and the address book: what is watched, who hears of it, and what a watch would have fired on. */
import { conditionNamed, conditions, watchTitle } from '@phecda/alerts';
import { reasonOf } from '@phecda/alerts/message/render-message';
import { previewWatch } from '@phecda/alerts/preview';
import { addressOf } from '@phecda/alerts/flow/deliver';
import { contactDraft } from '@phecda/alerts/store/contact-store';
import type { WatchDraft } from '@phecda/alerts/store/watch-store';
import { watchContent, type Watch, type WatchTarget } from '@phecda/alerts/watch';
import type { z } from 'zod';
import { DomainError, notFound } from '../../domain-error.ts';
import type { Resolvers, WatchInput, WatchTargetInput } from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import type { TargetModel, WatchModel } from './models.ts';

const mostTargets = 2_000;
const longestName = 200;
const longestReason = 2_000;
const previewBudget = { maxRevisions: 300, maxMs: 8_000, examples: 20 };

export const watchResolvers: Resolvers = {
  Query: {
    watches: async (_, __, { services }) =>
      withCounts(await services.alerts.watches.list(), services.alerts),
    watch: async (_, { id }, { services }) => {
      const watch = await services.alerts.watches.find(checkId(id));
      return watch && (withCounts([watch], services.alerts)[0] ?? null);
    },
    watchConditions: () =>
      conditions.map(({ name, words, explanation, fields, settings }) => ({
        name,
        words,
        explanation,
        fields: fields.map(({ control, ...field }) => ({
          ...field,
          control: control.kind,
          min: control.kind === 'number' ? control.min : null,
          max: control.kind === 'number' ? control.max : null,
        })),
        defaults: settings.parse({}),
      })),
    previewWatch: async (_, { watch, months }, { services, truth }) => {
      const since = services.clock();
      since.setUTCMonth(since.getUTCMonth() - clamp(months, 1, 36, 6));
      const { content } = draftOf(watch);
      const preview = await previewWatch(content, {
        sql: truth,
        state: services.state,
        ontology: services.ontology,
        since,
        ...previewBudget,
      });
      return {
        ...preview,
        perWeek: preview.found / preview.weeks,
        condition: content.condition,
      };
    },
    contacts: (_, __, { services }) => services.alerts.contacts.list(),
  },
  Mutation: {
    saveWatch: async (_, { id, version, watch, reason }, context) => {
      const actor = context.actor();
      const { watches } = context.services.alerts;
      const draft = draftOf(watch);
      const why = checkText(reason, 'reason', 1, longestReason);
      if (!id) return required(context, await watches.create(draft, actor, why));
      const known = await required(context, id);
      if (await watches.change(known.id, version ?? 0, draft, actor, why))
        return required(context, id);
      throw new DomainError('CONFLICT', 'error.watchChanged', 'Somebody changed it meanwhile.');
    },
    saveContact: (_, { id, contact }, context) => {
      const actor = context.actor();
      const draft = checked(contactDraft, {
        ...contact,
        email: contact.email || null,
        phone: contact.phone || null,
      });
      return context.services.alerts.contacts.save(id ? checkId(id) : null, draft, actor);
    },
    removeContact: (_, { id }, context) => {
      context.actor();
      return context.services.alerts.contacts.remove(checkId(id));
    },
    testChannel: async (_, { contact: id, channel }, context) => {
      context.actor();
      const { contacts, outbox } = context.services.alerts;
      const contact = (await contacts.list()).find((one) => one.id === checkId(id));
      if (contact === undefined) throw notFound('contact');
      const address = addressOf(contact, channel);
      if (address === null)
        throw new DomainError('BAD_INPUT', 'error.noAddress', 'The contact has no such address.');
      const made = await outbox.test({
        contact: contact.id,
        contactName: contact.name,
        channel,
        address,
        language: contact.language,
      });
      const delivery = await outbox.find(made);
      if (delivery === null) throw notFound('delivery');
      return delivery;
    },
  },
  Watch: {
    title: watchTitle,
    targets: ({ targets }) => targets.map(asTarget),
    recipients: ({ recipients }) =>
      recipients.map((one) => ({ ...one, channels: [...one.channels] })),
    found: async ({ id, counts }) => (await counts()).get(id)?.all ?? 0,
    open: async ({ id, counts }) => (await counts()).get(id)?.open ?? 0,
    wrong: async ({ id, counts }) => (await counts()).get(id)?.false ?? 0,
    history: ({ id }, _, { services }) => services.alerts.watches.history(id),
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
  WatchRecipient: {
    name: async ({ contact }, _, { services }) =>
      (await services.alerts.contacts.list()).find(({ id }) => id === contact)?.name ?? null,
  },
  WatchPreview: {
    examples: ({ examples, condition }, _, { services }) =>
      examples.map((finding) => ({
        ...finding,
        reason: reasonOf({ condition, detail: finding.detail }, services.ontology),
      })),
    through: ({ through }) => [...through],
  },
  PreviewExample: {
    path: ({ path }, _, { nodes }) => Promise.all(path.map((record) => nodes.load(record))),
  },
  PreviewHub: { node: ({ record }, _, { nodes }) => nodes.load(record) },
};

function asTarget(target: WatchTarget): TargetModel {
  const { kind } = target;
  if (kind === 'entities') return { kind, ids: [...target.records], tag: null };
  if (kind === 'gang') return { kind, ids: [target.gang], tag: null };
  if (kind === 'case') return { kind, ids: [target.record], tag: null };
  if (kind === 'tag') return { kind, ids: [], tag: target.tag };
  return { kind, ids: [], tag: null };
}

function draftOf(input: WatchInput): WatchDraft {
  const { name, active, targets, backDatedDays, ...rest } = input;
  const content = checked(watchContent, {
    ...rest,
    targets: targets.map(targetOf),
    expires: input.expires ?? null,
    ...(backDatedDays != null && { backDatedDays }),
  });
  const condition = conditionNamed(content.condition);
  if (condition === undefined) throw notFound('condition');
  checked(condition.settings, content.settings);
  return { name: checkText(name, 'name', 0, longestName), active, content };
}

function targetOf({ kind, ids, tag }: WatchTargetInput): WatchTarget {
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
    case 'monitored':
      return { kind };
  }
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
  const [model] = withCounts(watch === null ? [] : [watch], services.alerts);
  if (model === undefined) throw notFound('watch');
  return model;
}

/** Alerts are counted once for all watches of an answer. */
function withCounts(watches: readonly Watch[], { alerts }: AlertDesk): WatchModel[] {
  let counted: ReturnType<typeof alerts.counts> | null = null;
  const counts = () => (counted ??= alerts.counts());
  return watches.map((watch) => ({ ...watch, counts }));
}
