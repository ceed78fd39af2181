/** The alert desk: what was found and why, what people make of it, what was sent, and what is silenced. */
import { conditionWords, watchTitle } from '@phecda/alerts';
import { reasonOf } from '@phecda/alerts/message/render-message';
import { alertFault, stillMs } from '@phecda/alerts/alert-health';
import { lastCanary } from '@phecda/alerts/canary';
import { countedOfRevision } from '@phecda/alerts/store/counted';
import { channelPauses } from '@phecda/alerts/store/channel-pause';
import { daemonBeats } from '@phecda/alerts/store/daemon-beat';
import { watchReaches } from '@phecda/alerts/store/watch-reach';
import { systemCondition } from '@phecda/alerts/store/alert-store';
import type { DeliveryState } from '@phecda/alerts/store/outbox';
import { sentenceOf } from '@phecda/graph-schema/truth/ground';
import { DomainError } from '../../domain-error.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId, checkIds, checkText, clamp } from '../../graphql/clamp.ts';
import { readHistoryReach } from '../../reading/history-horizon.ts';
import { readAlertPath, readAlertRules, readAlertSources } from '../../reading/alert-evidence.ts';
import { follow } from '../live/follow.ts';
import { readChannels, sendTest } from './channels.ts';
import { pauseOf } from './pause.ts';

const mostActedOn = 500;
const longestReason = 2_000;

export const alertResolvers: Resolvers = {
  Query: {
    alerts: (_, { statuses, watch, origin, minLevel, children, limit, offset }, { services }) =>
      services.alerts.alerts.list(
        {
          ...(statuses && { statuses }),
          ...(watch && { watch: checkId(watch) }),
          ...(origin && { origin }),
          ...(minLevel != null && { minLevel }),
          ...(children && { children }),
        },
        clamp(limit, 1, 500, 100),
        clamp(offset, 0, 1e9, 0),
      ),
    alert: (_, { id }, { services }) => services.alerts.alerts.find(checkId(id)),
    alertsUnread: async (_, __, { services }) => (await services.alerts.alerts.pulse()).unread,
    deliveries: (_, { states, limit, offset }, { services }) =>
      services.alerts.outbox.list(
        states ?? [],
        clamp(limit, 1, 500, 100),
        clamp(offset, 0, 1e9, 0),
      ),
    delivery: (_, { id }, { services }) => services.alerts.outbox.find(checkId(id)),
    channels: (_, __, { services }) => readChannels(services),
    silences: (_, __, { services }) => services.alerts.silences.list(),
    alertsCounted: (_, { revision }, { services }) => countedOfRevision(services.state, revision),
    alertDaemon: async (_, __, { services, truth }) => {
      const [beats, revision, counts, pauses, canary, fault, reaches] = await Promise.all([
        daemonBeats(services.state),
        truth.revision(),
        services.alerts.outbox.counts(),
        channelPauses(services.state),
        lastCanary(services.state),
        alertFault(services.state, services.clock(), services.daemonAwaited()),
        watchReaches(services.state),
      ]);
      const [last] = beats;
      const { smtp, sms, webhook } = services.config.alerts;
      return {
        alive: last !== undefined && services.clock().getTime() - last.at.getTime() < stillMs,
        beatAt: last?.at.toISOString() ?? null,
        problem: last?.problem ?? null,
        behind: Math.max(0, revision - Math.max(0, ...beats.map((beat) => beat.revision))),
        watchesCut: reaches.length,
        email: smtp !== null,
        sms: sms !== null,
        webhook: webhook !== null,
        fault,
        paused: pauses.map(pauseOf),
        canary: canary && { day: canary.day, millis: canary.millis, problem: canary.problem },
        outbox: Object.entries(counts).map(([state, count]) => ({
          state: state as DeliveryState,
          count,
        })),
      };
    },
  },
  Mutation: {
    actOnAlerts: (_, { ids, act, reason }, context) => {
      const actor = context.actor();
      // Acknowledging says no more than "I have it"; a verdict says why.
      const why = checkText(reason ?? '', 'reason', act === 'acknowledged' ? 0 : 1, longestReason);
      return context.services.alerts.alerts.act(checkIds(ids, mostActedOn), act, actor, why);
    },
    retryDelivery: (_, { id }, context) => {
      context.actor();
      return context.services.alerts.outbox.retry(checkId(id));
    },
    addSilence: (_, { watch, target, condition, until, reason }, context) => {
      const actor = context.actor();
      if (!watch && !target && !condition)
        throw new DomainError('BAD_INPUT', 'error.silenceEmpty', 'Say what is to be silent.');
      return context.services.alerts.silences.add(
        {
          watch: watch ? checkId(watch) : null,
          target: target ? checkId(target) : null,
          condition: condition ?? null,
        },
        new Date(until),
        checkText(reason, 'reason', 1, longestReason),
        actor,
      );
    },
    endSilence: (_, { id }, context) =>
      context.services.alerts.silences.end(checkId(id), context.actor()),
    testChannel: (_, { channel, contact, address, language }, context) =>
      sendTest(context.services, {
        channel,
        contact: contact ?? null,
        address: address ?? null,
        language: language ?? null,
        actor: context.actor(),
      }),
    testInApp: async (_, __, context) => {
      context.actor();
      await context.services.alerts.tellAll();
      return true;
    },
  },
  Subscription: {
    alertPulse: {
      subscribe: (_, __, { services }) =>
        follow<number>((listener) => services.alerts.onPulse(listener)),
      resolve: (unread: number) => unread,
    },
  },
  Alert: {
    origin: ({ condition }) => (condition === systemCondition ? 'system' : 'watch'),
    fault: ({ detail }) => detail.fault ?? null,
    watch: async ({ watch }, _, { services }) => services.alerts.watches.find(watch),
    title: ({ condition }) => conditionWords(condition),
    reason: (alert, _, { services }) => reasonOf(alert, services.ontology),
    caseNumber: ({ detail }) => detail.caseNumber,
    moved: ({ detail: { moved } }) =>
      moved ? { at: new Date(moved.at).toISOString(), zone: moved.zone } : null,
    gang: ({ detail }, _, { services }) =>
      detail.gang === null ? null : services.gangs.find(detail.gang),
    pastFrom: async ({ revision }, _, { truth }) => {
      const reach = await readHistoryReach(truth);
      return reach !== null && revision <= reach.revision ? reach.at : null;
    },
    target: ({ target }, _, { nodes }) => (target === '' ? null : nodes.load(target)),
    path: ({ path, revision }, _, { truth }) =>
      path.length === 0 ? [] : readAlertPath(truth, path, revision),
    sources: ({ facts, detail, target, revision }, _, { truth }) =>
      target === ''
        ? []
        : readAlertSources(truth, { facts, relation: detail.relation, target, revision }),
    declarations: ({ facts }) => facts.length,
    rules: async (alert, _, { truth, services }) =>
      (await readAlertRules(truth, alert)).map(({ figures, ...rule }) => {
        const model = services.ontology.ruleModels[rule.tag];
        const inWords = (template = ''): string => sentenceOf(template, figures);
        return { ...rule, sentence: { zh: inWords(model?.zh), en: inWords(model?.en) } };
      }),
    children: ({ id }, _, { services }) => services.alerts.alerts.children(id),
    deliveries: ({ id }, _, { services }) => services.alerts.outbox.about(id),
    events: ({ id }, _, { services }) => services.alerts.alerts.events(id),
  },
  AlertWatch: { title: watchTitle },
  AlertStep: {
    node: ({ record }, _, { nodes }) => nodes.load(record),
    kinds: ({ kinds }) => [...kinds],
  },
  Delivery: {
    contact: ({ contactName }) => contactName,
    subject: ({ message }) => message?.subject ?? null,
    text: ({ message, channel }) => (channel === 'sms' ? message?.short : message?.text) ?? null,
    alerts: ({ alerts }) => [...alerts],
  },
  Silence: {
    watch: ({ matcher }, _, { services }) =>
      matcher.watch === null ? null : services.alerts.watches.find(matcher.watch),
    target: ({ matcher }, _, { nodes }) =>
      matcher.target === null ? null : nodes.load(matcher.target),
    condition: ({ matcher }) => matcher.condition,
  },
};
