/** Port of a delivery channel: the last step of the alert flow. No channel is built yet. */

export type ChannelKind = 'email' | 'sms';

/** One alert in words, ready for one recipient in their language. */
export interface Message {
  readonly id: string;
  readonly recipient: string;
  readonly locale: 'zh' | 'en';
  readonly subject: string;
  readonly text: string;
  /** Address of the alert in the workbench. */
  readonly url: string;
}

/** `retry`: the peer did not take it now; `refused`: it never will. Both carry the peer's words. */
export type Delivery =
  | { readonly state: 'accepted'; readonly at: string; readonly peerId: string | null }
  | { readonly state: 'retry' | 'refused'; readonly at: string; readonly reason: string };

export interface Channel {
  readonly kind: ChannelKind;
  /** Hands one message to the peer. Resolves with what the peer answered; never throws for a peer's refusal. */
  deliver(message: Message): Promise<Delivery>;
  close(): Promise<void>;
}
