/** Port of a delivery channel: the last step of the alert flow. */
export const channelKinds = ['email', 'sms', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];
export type Language = 'zh' | 'en';

/** Ready for one recipient, and the same at every attempt. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Short form with the link, for SMS. */
  readonly short: string;
  /** What a template that a gateway has registered is filled with. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

export interface Envelope {
  /** Of the delivery: what names it at the peer (Message-ID, reference in the SMS). */
  readonly id: string;
  readonly address: string;
  readonly language: Language;
  readonly message: Message;
  /** Attempts before this one whose outcome is not known. */
  readonly doubtful: boolean;
  /** When the first attempt was made, ISO. */
  readonly since: string;
}

/**
 * `retry`: the peer did not take it now; `refused`: it never will; `unknown`: it may have taken it.
 * `problem`: a code that the screens have words for, then the peer's own code.
 */
export type Outcome =
  | { readonly state: 'sent'; readonly peerId: string | null }
  | {
      readonly state: 'retry' | 'refused' | 'unknown';
      readonly problem: string;
      /** The provider takes nothing from anybody now. `afterMs`: what it asked for; null: as long as we see fit. */
      readonly down?: { readonly afterMs: number | null };
    };

export interface Channel {
  readonly kind: ChannelKind;
  /** Hands one message to the peer, within a minute; never throws for what the peer answers. */
  deliver(envelope: Envelope): Promise<Outcome>;
  close(): Promise<void>;
}
