/** All subscriptions of the page over one event stream: a browser opens six connections to an address over HTTP/1, and with one for each subscription two tabs would leave none for anything else. A stream that was cut is opened again, once for all. */
import type { ExecutionResult } from 'graphql';
import {
  createClient,
  NetworkError,
  type Client,
  type RequestParams,
  type Sink,
} from 'graphql-sse';

interface Subscriber {
  readonly request: RequestParams;
  readonly sink: Sink;
  stop: () => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 16_000;

export class LiveStream {
  readonly #url: string;
  readonly #subscribers = new Set<Subscriber>();
  #client: Client<true>;
  /** Runs while the stream is down. */
  #pause: ReturnType<typeof setTimeout> | null = null;
  #pauseMs = firstPauseMs;

  constructor(url: string) {
    this.#url = url;
    this.#client = this.#open();
  }

  /** The request is sent again as it then is when the stream was cut. */
  subscribe<Data>(request: RequestParams, sink: Sink<ExecutionResult<Data>>): () => void {
    const subscriber: Subscriber = { request, sink: sink as Sink, stop: () => undefined };
    this.#subscribers.add(subscriber);
    if (this.#pause === null) this.#start(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
      subscriber.stop();
    };
  }

  /** Without attempts of its own: each subscription would open a stream again for itself. */
  #open(): Client<true> {
    return createClient<true>({ url: this.#url, singleConnection: true, retryAttempts: 0 });
  }

  #start(subscriber: Subscriber): void {
    const { request, sink } = subscriber;
    const client = this.#client;
    subscriber.stop = client.subscribe(request, {
      next: (value) => {
        this.#pauseMs = firstPauseMs;
        sink.next(value);
      },
      error: (error) => {
        // What was stopped, or belongs to a stream that is given up already, says nothing new.
        if (!this.#subscribers.has(subscriber) || client !== this.#client) return;
        if (error instanceof NetworkError) return this.#lost();
        this.#subscribers.delete(subscriber);
        sink.error(error);
      },
      complete: () => {
        if (client !== this.#client || !this.#subscribers.delete(subscriber)) return;
        sink.complete();
      },
    });
  }

  /** The pauses differ from page to page, so that a server that comes back is not asked by all at once. */
  #lost(): void {
    if (this.#pause !== null) return;
    const before = this.#client;
    this.#client = this.#open();
    before.dispose();
    this.#pause = setTimeout(
      () => {
        this.#pause = null;
        for (const subscriber of this.#subscribers) this.#start(subscriber);
      },
      this.#pauseMs * (0.5 + Math.random()),
    );
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
  }
}
