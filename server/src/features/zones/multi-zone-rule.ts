/** Multi-zone control (多区联控): a rule over zones and windows, made ready to be asked of one track after the other. */
import { DomainError, notFound } from '../../domain-error.ts';
import type { MultiZoneInput } from '../../generated/resolvers.ts';
import type { CleanTrack } from '../../tracks/questions/clean-track.ts';
import {
  all,
  any,
  certaintyOf,
  isNot,
  presences,
  unseenIn,
  type Presence,
  type RuleCertainty,
  type Window,
} from '../../tracks/questions/presence.ts';
import { prepareZone } from '../../tracks/zones/prepared-zone.ts';
import type { Zone } from '../../tracks/zones/zone-store.ts';

export interface RuleAnswer {
  readonly certainty: RuleCertainty;
  /** What it rests on, ascending. */
  readonly found: readonly Presence[];
}

export interface CompiledRule {
  /** From the first begin to the last end of all terms. */
  readonly window: Window;
  ask(track: CleanTrack, fastestKmh: number): RuleAnswer;
}

type Ask = CompiledRule['ask'];
const deepest = 8;

export function compileRule(rule: MultiZoneInput, zones: readonly Zone[]): CompiledRule {
  const windows: Window[] = [];
  const ask = compile(rule, zones, windows, 0);
  return {
    ask,
    window: {
      from: Math.min(...windows.map(({ from }) => from)),
      to: Math.max(...windows.map(({ to }) => to)),
    },
  };
}

function compile(
  rule: MultiZoneInput,
  zones: readonly Zone[],
  windows: Window[],
  depth: number,
): Ask {
  const parts = [rule.zone, rule.all, rule.any, rule.not].filter(
    (part) => part !== null && part !== undefined,
  );
  if (parts.length !== 1 || depth > deepest) throw badRule();
  if (rule.not) {
    const inner = compile(rule.not, zones, windows, depth + 1);
    return (track, bound) => ({ certainty: isNot(inner(track, bound).certainty), found: [] });
  }
  const list = rule.all ?? rule.any;
  if (list) {
    if (list.length === 0 || list.length > 50) throw badRule();
    const inner = list.map((one) => compile(one, zones, windows, depth + 1));
    const join = rule.all ? all : any;
    return (track, bound) => {
      const answers = inner.map((one) => one(track, bound));
      return {
        certainty: join(answers.map(({ certainty }) => certainty)),
        found: answers.flatMap(({ found }) => found).sort((a, b) => a.from - b.from),
      };
    };
  }
  if (!rule.from || !rule.to) throw badRule();
  const window = { from: Date.parse(rule.from), to: Date.parse(rule.to) };
  windows.push(window);
  const known = zones.find(({ id }) => id === rule.zone);
  if (!known) throw notFound('zone');
  const zone = prepareZone(known.geometry);
  return (track, bound) => {
    const found = presences(track, zone, window, bound);
    const unseen = found.length === 0 && unseenIn(track, zone, window, bound);
    return { certainty: certaintyOf(found, unseen), found };
  };
}

function badRule(): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'error.zoneRule',
    'A rule is one of: a zone with its window, all of, any of, not.',
  );
}
