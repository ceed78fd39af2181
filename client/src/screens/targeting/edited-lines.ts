/** Lines of a draft while they are edited: those of the server, and new ones with an id of the page's own. */
import type { TargetingListQuery, TargetLineInput } from '../../generated/graphql.ts';

type ServerLine = NonNullable<TargetingListQuery['targetingList']>['lines'][number];

export type EditedLine = Omit<ServerLine, 'hits' | 'before' | '__typename'> &
  Partial<Pick<ServerLine, 'hits' | 'before'>>;

const OWN = 'new-';
let made = 0;

export function newLineId(): string {
  made += 1;
  return `${OWN}${made}`;
}

export function inputOf(line: EditedLine): TargetLineInput {
  return {
    id: line.id.startsWith(OWN) ? null : line.id,
    enterprise: line.enterprise?.record ?? '',
    port: line.port?.record ?? null,
    hs: line.hs,
    from: line.from,
    expires: line.expires,
    reason: line.reason,
  };
}
