/** What resolvers of watches hand to the resolvers of their fields. */
import type { Finding } from '@phecda/alerts/conditions/condition';
import type { Preview } from '@phecda/alerts/preview';
import type { AlertStore } from '@phecda/alerts/store/alert-store';
import type { watchReaches } from '@phecda/alerts/store/watch-reach';
import type { WatchStore } from '@phecda/alerts/store/watch-store';
import type { Watch, WatchTarget } from '@phecda/alerts/watch';
import type { AlertWords } from '../../generated/resolvers.ts';

export type WatchModel = Watch & {
  readonly counts: () => ReturnType<AlertStore['counts']>;
  readonly allowances: () => ReturnType<WatchStore['allowances']>;
  readonly reaches: () => ReturnType<typeof watchReaches>;
};
/** What alerts and silences show of their watch. */
export type NamedWatch = Watch;
export type QueryModel = Extract<WatchTarget, { kind: 'query' }>;
export interface TargetModel {
  readonly kind: WatchTarget['kind'];
  readonly ids: string[];
  readonly tag: string | null;
  readonly query: QueryModel | null;
}
export type RecipientModel = Watch['recipients'][number];
export type PreviewModel = Preview & { readonly condition: string };
export type ExampleModel = Finding & { readonly reason: AlertWords };
export type HubModel = Preview['through'][number];
