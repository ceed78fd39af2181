/** What a way in promises: bytes of a connection become fixes, refusals by name and answers. */
import type { Datum, Decoded, RawFix } from '../fix.ts';

/** Parameters of the cipher of JT/T 809. */
export interface Cipher {
  readonly m1: number;
  readonly ia1: number;
  readonly ic1: number;
}

/** What a feed says of its messages. */
export interface Admitted {
  /** Where the message does not say it. */
  readonly datum: Datum;
  readonly cipher: Cipher | null;
}

/** How protocols with a login find out whose feed it is. */
export interface DecodeOptions {
  /** Null: nobody who says this name and key may send. */
  admits(name: string, key: string): Admitted | null;
  /** Those in which a login may be written. */
  ciphers(): readonly Cipher[];
}

export interface Pushed {
  readonly decoded: readonly Decoded[];
  /** Written at once, such as the answer to a login. */
  readonly replies: readonly Buffer[];
  /** Why the connection is to be closed. */
  readonly close?: string;
}

/** One connection, or one sender of datagrams. Keeps what is unfinished, up to a bound. */
export interface StreamDecoder {
  /** @param received milliseconds UTC */
  push(bytes: Buffer, received: number): Pushed;
  /** What was left unfinished when the stream ended. */
  end(): readonly Decoded[];
  /** What is written once these fixes are committed; null where the protocol has no answer. */
  acknowledge(fixes: readonly RawFix[]): Buffer | null;
}

export interface StreamKind {
  readonly name: string;
  readonly words: { readonly zh: string; readonly en: string };
  open(options: DecodeOptions): StreamDecoder;
}
