/** What every graph store promises, as cases that each engine must pass with the same answers: a file per question. */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import { describeWriting } from './graph-store/writing.ts';
import { describeStreaming } from './graph-store/streaming.ts';
import { describeSearching } from './graph-store/searching.ts';
import { describeReading } from './graph-store/reading.ts';
import { describeValidTime } from './graph-store/valid-time.ts';
import { describeExpanding } from './graph-store/expanding.ts';
import { chunk, type Subject } from './graph-store/subject.ts';

/** `create` gives a store on an empty engine; the cases clear it between them. */
export function describeGraphStore(name: string, create: () => Promise<GraphStore>): void {
  describe(`graph store: ${name}`, () => {
    let store: GraphStore;
    const subject: Subject = {
      get store() {
        return store;
      },
      token: 1,
      put: (entities, relations = [], revision = 1) =>
        store.apply(
          chunk(revision, { upsertEntities: entities, upsertRelations: relations }),
          subject.token,
        ),
    };
    beforeAll(async () => {
      store = await create();
      await store.prepare();
    });
    afterAll(async () => store.close());
    beforeEach(async () => {
      await store.clear(++subject.token);
    });

    describeWriting(subject);
    describeStreaming(subject);
    describeSearching(subject);
    describeReading(subject);
    describeValidTime(subject);
    describeExpanding(subject);
  });
}
