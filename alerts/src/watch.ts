/** What a watch is: targets, a condition, and who hears of it. The alert flow that evaluates watches is not built yet. */

/** References are record ids; they are resolved to entities when read. */
export type WatchTarget =
  | { readonly kind: 'entities'; readonly recordIds: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string };

export type WatchCondition =
  | { readonly kind: 'newAssociation'; readonly hops: 1 | 2 | 3; readonly tags: readonly string[] }
  | { readonly kind: 'newDeclaration' }
  | { readonly kind: 'firstFilingAtPort' };

export interface Watch {
  readonly id: string;
  /** Counts up with every change of the rule; part of an alert's key, so that a changed rule fires anew. */
  readonly version: number;
  readonly title: string;
  readonly targets: readonly WatchTarget[];
  readonly condition: WatchCondition;
  /** 1 to 5, as tags are graded. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly recipients: readonly WatchRecipient[];
  readonly actor: string;
}

export interface WatchRecipient {
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly locale: 'zh' | 'en';
}
