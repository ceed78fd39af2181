/** The desk of a running server, reached through the address in its data folder. */
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { BackUp } from '../backup/back-up.ts';
import { ImportAbort } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import type { EtlDesk, KnownFile } from './etl-desk.ts';
import type { ControlFile, ControlLine, ControlRequest } from './protocol.ts';

export function connectToServer(server: ControlFile): EtlDesk {
  const job = (
    command: 'load' | 'check' | 'withdraw',
    input: object,
    onJob: (job: Job) => void,
  ): Promise<Job> =>
    // Both sides are this program; the server has checked its own answer by type.
    ask(
      server,
      { command, input } as ControlRequest,
      (line) => 'job' in line && onJob(line.job as Job),
    ) as Promise<Job>;
  return {
    load: (input, onJob) => job('load', input, onJob),
    check: (input, onJob) => job('check', input, onJob),
    withdraw: (input, onJob) => job('withdraw', input, onJob),
    files: () => ask(server, { command: 'files' }) as Promise<KnownFile[]>,
    rebuild: () => ask(server, { command: 'rebuild' }) as Promise<number>,
    backUp: (folder) => ask(server, { command: 'backUp', folder }) as Promise<BackUp>,
    dump: async function* () {
      for await (const line of linesOf(server, { command: 'dump' }))
        if ('line' in line) yield line.line;
    },
  };
}

async function ask(
  server: ControlFile,
  body: ControlRequest,
  onLine: (line: ControlLine) => void = () => undefined,
): Promise<unknown> {
  for await (const line of linesOf(server, body)) {
    if ('result' in line) return line.result;
    onLine(line);
  }
  throw new ImportAbort('gone', 'The server ended before it had answered.');
}

/** Ends after the result. @throws ImportAbort for an error or an answer that breaks off */
async function* linesOf(server: ControlFile, body: ControlRequest): AsyncIterable<ControlLine> {
  const sent = request(server.address, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200)
    throw new ImportAbort(
      'refused',
      `The server refused the request (${response.statusCode ?? 0}).`,
    );
  try {
    for await (const text of createInterface({ input: response, crlfDelay: Infinity })) {
      const line = JSON.parse(text) as ControlLine;
      if ('error' in line) throw new ImportAbort(line.error.code, line.error.message);
      yield line;
      if ('result' in line) return;
    }
  } finally {
    response.destroy();
  }
  throw new ImportAbort('gone', 'The server ended before it had answered.');
}
