/** One connection that posts JSON and waits for each answer. Node's own client takes as much of a processor as the server that is measured; this one finds the end of an answer and looks no further. */
import { connect, type Socket } from 'node:net';

export interface Answered {
  readonly status: number;
  /** As it came, up to the empty line. */
  readonly head: string;
  /** Bytes of the body. */
  readonly size: number;
  /** Joined only when it is asked for: of hundreds of kilobytes that costs more than taking them in. */
  body(): Buffer;
  begins(text: string): boolean;
}

interface Waiting {
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
}

export class HttpAsker {
  readonly #url: URL;
  /** Lines of the head that every request has, each with its end. */
  readonly #headers: string;
  #socket: Socket | null = null;
  #waiting: Waiting | null = null;
  #parts: Buffer[] = [];
  #size = 0;
  #head = '';
  /** Bytes before the body, and of head and body together; 0 until they are known. */
  #bodyAt = 0;
  #end = 0;

  constructor(url: URL, headers: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#headers = Object.entries({ host: url.host, origin: url.origin, ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  /** One request at a time. @throws Error when the connection ends before the answer has come, or when the answer does not say its length */
  async post(path: string, value: unknown, cookie = ''): Promise<Answered> {
    const socket = (this.#socket ??= await this.#open());
    const body = JSON.stringify(value);
    this.#parts = [];
    this.#size = this.#bodyAt = this.#end = 0;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      socket.write(
        `POST ${path} HTTP/1.1\r\n${this.#headers}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${cookie === '' ? '' : `cookie: ${cookie}\r\n`}\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(this.#url.port), this.#url.hostname, () => resolve(socket));
      socket.setNoDelay(true);
      socket.on('data', (part) => this.#take(part));
      socket.on('error', (error) => {
        reject(error);
        this.#fail(error);
      });
      // Idle connections are closed after five seconds: the next request opens another.
      socket.on('close', () => {
        this.#socket = null;
        this.#fail(new Error('The connection was closed.'));
      });
    });
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }

  #take(part: Buffer): void {
    this.#parts.push(part);
    this.#size += part.length;
    if (this.#end === 0 && !this.#readHead()) return;
    if (this.#size < this.#end) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    const parts = this.#parts;
    const from = this.#bodyAt;
    const end = this.#end;
    waiting?.resolve({
      status: Number(this.#head.slice(9, 12)),
      head: this.#head,
      size: end - from,
      body: () => joined(parts).subarray(from, end),
      begins: (text) => {
        const [first] = parts;
        const whole = first && first.length >= from + text.length ? first : joined(parts);
        return whole.toString('utf8', from, from + text.length) === text;
      },
    });
  }

  /** Whether the whole head is there. */
  #readHead(): boolean {
    const bytes = joined(this.#parts);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return false;
    this.#parts = [bytes];
    this.#head = bytes.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1];
    if (length === undefined) {
      this.#fail(new Error(`An answer without its length: ${this.#head}`));
      return false;
    }
    this.#bodyAt = end + 4;
    this.#end = this.#bodyAt + Number(length);
    return true;
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first ? first : Buffer.concat(parts);
}
