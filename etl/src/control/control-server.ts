/** Serves the command line while a server holds the data folder: on the loopback interface, on a port of its own, under a secret. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { folderIdentity } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { BackUpError } from '@phecda/graph-schema/ports/sql';
import { ImportAbort } from '../errors.ts';
import { fileReasons } from '../reasons.ts';
import type { EtlDesk } from './etl-desk.ts';
import {
  controlFileName,
  controlRequest,
  readControlFile,
  type ControlFile,
  type ControlLine,
  type ControlRequest,
} from './protocol.ts';

export interface ControlServer {
  close(): Promise<void>;
}
export interface ControlServerOptions {
  readonly dataDir: string;
  /** Of the data folder's lock. */
  readonly instance: string;
  readonly desk: EtlDesk;
  readonly onError?: (error: unknown) => void;
}

const largestBody = 1 << 20;

export async function startControlServer({
  dataDir,
  instance,
  desk,
  onError,
}: ControlServerOptions): Promise<ControlServer> {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    answer(request, response, secret, desk).catch((error: unknown) => {
      if (!(error instanceof ImportAbort || error instanceof BackUpError)) onError?.(error);
      const { code, message } =
        error instanceof ImportAbort
          ? error
          : error instanceof BackUpError
            ? { code: 'back-up', message: error.message }
            : { code: 'internal', message: fileReasons.internal.en };
      end(response, { error: { code, message } });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(dataDir, controlFileName);
  const content: ControlFile = {
    pid: process.pid,
    instance,
    folder: folderIdentity(dataDir),
    address: `http://127.0.0.1:${port}`,
    secret,
  };
  writeFileSync(`${path}.${instance}`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${path}.${instance}`, path);
  return {
    close: async () => {
      if (readControlFile(dataDir)?.instance === instance) rmSync(path, { force: true });
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  secret: string,
  desk: EtlDesk,
): Promise<void> {
  if (!isAllowed(request, secret)) return void response.writeHead(403).end();
  const parsed = controlRequest.safeParse(JSON.parse(await bodyOf(request)));
  if (!parsed.success)
    throw new ImportAbort(
      'request',
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const result = await perform(parsed.data, desk, (line) => send(response, line));
  end(response, { result });
}

async function perform(
  request: ControlRequest,
  desk: EtlDesk,
  tell: (line: ControlLine) => Promise<void>,
): Promise<unknown> {
  const onJob = (job: unknown): void => void tell({ job }).catch(() => undefined); // whoever asked has gone; the job goes on
  switch (request.command) {
    case 'load':
      return desk.load(request.input, onJob);
    case 'check':
      return desk.check(request.input, onJob);
    case 'withdraw':
      return desk.withdraw(request.input, onJob);
    case 'files':
      return desk.files();
    case 'rebuild':
      return desk.rebuild();
    case 'backUp':
      return desk.backUp(request.folder);
    case 'dump': {
      for await (const line of desk.dump()) await tell({ line });
      return null;
    }
  }
}

/** A page in a browser can reach the port but knows no secret, and a browser says where a request comes from. */
function isAllowed(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
  const wanted = Buffer.from(secret);
  return (
    request.method === 'POST' &&
    request.headers.origin === undefined &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new ImportAbort('request', 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function send(response: ServerResponse, line: ControlLine): Promise<void> {
  if (response.destroyed) throw new ImportAbort('gone', 'The command line has gone.');
  if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}

function end(response: ServerResponse, line: ControlLine): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.end(`${JSON.stringify(line)}\n`);
}
