/** A browser that does what an analyst does: uploads, imports to the end, searches. */
import { expect } from 'vitest';
import { Browser } from './phecda-server.ts';

export interface Job {
  readonly id: string;
  readonly state: string;
  readonly fileId: string | null;
  readonly problems: readonly { code: string; message: string }[];
  readonly summary: Readonly<Record<string, number>> | null;
}
export interface NodeLine {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly degree: number;
}

const jobFields =
  'id state fileId problems { code message } summary { rowsRead rowsLoaded rowsQuarantined entitiesAdded relationsAdded entitiesRemoved revision }';
const progress = `subscription P($id: ID!) { jobProgress(jobId: $id) { ${jobFields} } }`;

export class Analyst extends Browser {
  /** How an entry of the inbox ends, once the graph view shows it. */
  async settled(number: number): Promise<{ state: string; code: string | null }> {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      const { inboxEntry, system } = await this.ask<{
        inboxEntry: { state: string; code: string | null; revision: number | null };
        system: { viewRevision: number };
      }>(
        `query E($n: Long!) { inboxEntry(number: $n) { state code revision } system { viewRevision } }`,
        { n: number },
      );
      const { state, code, revision } = inboxEntry;
      if (state !== 'pending' && (revision ?? 0) <= system.viewRevision) return { state, code };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Entry ${number} is still pending.`);
  }

  async uploadId(name: string, content: string): Promise<string> {
    const response = await this.upload(name, content);
    expect(response.status).toBe(200);
    const body = (await response.json()) as { uploadId: string; name: string };
    expect(body.name).toBe(name);
    return body.uploadId;
  }

  /** Follows the job over the event stream to its end. */
  async finish(id: string): Promise<Job> {
    let last: Job | undefined;
    for await (const { data } of this.subscribe<{ jobProgress: Job }>(progress, { id }))
      last = data?.jobProgress;
    if (!last) throw new Error('The stream said nothing.');
    return last;
  }

  async importFile(
    name: string,
    content: string,
    mappingId: string,
    sourceDate?: string,
  ): Promise<Job> {
    const input = { uploadId: await this.uploadId(name, content), mappingId, sourceDate };
    const { startImport } = await this.ask<{ startImport: Job }>(
      `mutation M($input: ImportInput!) { startImport(input: $input) { id } }`,
      { input },
    );
    return this.finish(startImport.id);
  }

  async find(text: string): Promise<NodeLine> {
    const { search } = await this.ask<{ search: { hits: { node: NodeLine }[] } }>(
      `query S($text: String!) { search(text: $text) { total hits { reason node { id type label tags degree } } } }`,
      { text },
    );
    const [hit] = search.hits;
    if (!hit) throw new Error(`Nothing found for ${text}.`);
    return hit.node;
  }
}
