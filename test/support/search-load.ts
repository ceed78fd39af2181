/** Searches over HTTP at a steady pace while something else goes on, and the loading of big files into the server that is asked. */
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import type { BenchFile } from './bench-folder.ts';
import { randomFrom } from './big-graph.ts';
import type { Browser } from './phecda-server.ts';
import { searchText } from './search-texts.ts';

/** A search every 50 ms, asked whether or not the one before has been answered: a stall counts for all who wait in it. */
const EVERY = 50;
/** Sent and not answered at most; the next one waits, which counts as its time: no connection outlives its limit on a machine that cannot keep up. */
const MOST_OPEN = 40;

export interface Asked {
  readonly kind: string;
  /** State of what goes on when it was asked. */
  readonly state: string;
  /** Milliseconds since the first of its run. */
  readonly at: number;
  /** From the moment it was due to its answer, milliseconds. */
  readonly time: number;
}

export interface Known {
  readonly label: string;
  readonly identifier: string;
}

export interface LoadJob {
  readonly state: string;
  readonly unit: string | null;
  readonly problems: readonly { readonly message: string }[];
  readonly summary: {
    readonly rowsLoaded: number;
    readonly entitiesAdded: number;
    readonly relationsAdded: number;
    readonly seconds: number;
  } | null;
}

export async function askWhile(
  browser: Browser,
  known: readonly Known[],
  wanted: () => boolean,
  state: () => string,
): Promise<Asked[]> {
  const random = randomFrom(7);
  const answers: Promise<Asked>[] = [];
  const start = performance.now();
  const open = new Set<Promise<unknown>>();
  for (let due = start; wanted(); due += EVERY) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    if (open.size >= MOST_OPEN) await Promise.race(open);
    const { label, identifier } = known[Math.floor(random() * known.length)] as Known;
    const { kind, text } = searchText(label, identifier, random);
    const during = state();
    const answer = browser.ask(
      'query ($text: String!) { search(text: $text) { total hits { score reason matched node { id type label tags sources degree } } } }',
      { text },
    );
    const answered = answer.then(() => {
      open.delete(answered);
      return { kind, state: during, at: due - start, time: performance.now() - due };
    });
    open.add(answered);
    answers.push(answered);
  }
  return Promise.all(answers);
}

export function askFor(browser: Browser, known: readonly Known[], count: number): Promise<Asked[]> {
  let left = count;
  return askWhile(
    browser,
    known,
    () => left-- > 0,
    () => 'idle',
  );
}

/** @throws Error when the import does not end well. */
export async function importBenchFile(
  { browser, url }: { readonly browser: Browser; readonly url: string },
  kind: BenchFile,
  path: string,
  onState: (job: LoadJob) => void = () => undefined,
): Promise<LoadJob> {
  const form = new FormData();
  form.append('file', await openAsBlob(path), `${kind}.csv`);
  const uploaded = await fetch(`${url}/api/uploads`, {
    method: 'POST',
    headers: { origin: url, cookie: browser.cookie },
    body: form,
  });
  if (!uploaded.ok) throw new Error(await uploaded.text());
  const { uploadId } = (await uploaded.json()) as { uploadId: string };
  const input = { uploadId, mappingId: kind, sourceDate: '2026-11-01' };
  const { startImport } = await browser.ask<{ startImport: { id: string } }>(
    'mutation ($input: ImportInput!) { startImport(input: $input) { id } }',
    { input },
  );
  let last: LoadJob | undefined;
  const progress = browser.subscribe<{ jobProgress: LoadJob }>(
    'subscription ($id: ID!) { jobProgress(jobId: $id) { state unit problems { message } summary { rowsLoaded entitiesAdded relationsAdded seconds } } }',
    { id: startImport.id },
  );
  for await (const { data } of progress) if (data) onState((last = data.jobProgress));
  if (last?.state !== 'done')
    throw new Error(
      `The import ended as ${last?.state ?? 'unknown'}: ${last?.problems.map(({ message }) => message).join('; ') ?? ''}`,
    );
  return last;
}

/** Names with their identifiers from the first rows of a file. */
export async function namesIn(kind: BenchFile, path: string): Promise<Known[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 20), 0, 1 << 20, 0);
    const [header = '', ...lines] = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1);
    const columns = header.split(',');
    const [label, identifier] = (
      kind === 'declarations'
        ? ['境内收发货人', '境内收发货人编码']
        : ['企业名称', '统一社会信用代码']
    ).map((name) => columns.indexOf(name)) as [number, number];
    return lines
      .map((line) => line.split(','))
      .map((cells) => ({ label: cells[label] ?? '', identifier: cells[identifier] ?? '' }));
  } finally {
    await file.close();
  }
}
