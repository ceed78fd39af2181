/** What the page of an alert asks of the server, answered for an alert that a revision made: the new step, its row, and why it was not sent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { mostFound } from '@phecda/alerts/detect/graph-at';
import { watchContent } from '@phecda/alerts/watch';
import { followView, withdrawFile } from '@phecda/etl';
import { deployedOntology } from '@phecda/graph-schema';
import { AlertDesk } from '@phecda/server/features/alerts/alert-desk';
import { GangStore } from '@phecda/server/features/gangs/gang-store';
import { createApollo } from '@phecda/server/graphql/create-apollo';
import { createContext } from '@phecda/server/graphql/context';
import { createSchema } from '@phecda/server/graphql/create-schema';
import { createLog } from '@phecda/server/log';
import { truthFor } from '@phecda/server/reading/truth';
import type { Services } from '@phecda/server/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedPair, postgresUnderEmbeddedView } from '../support/pairs.ts';
import { readAnew } from '../support/read-anew.ts';
import { idOf, loadStaged } from './staged-world.ts';

const ontology = deployedOntology();
const log = createLog('silent');
const apollo = createApollo(createSchema(ontology), true, log);
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());
const clock = (): Date => new Date();
const documents = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../../client/src/generated/persisted-documents.json'),
    'utf8',
  ),
) as Record<string, string>;
const page = Object.values(documents).find((text) => text.includes('query AlertPage(')) ?? '';

test.each([
  ['embedded', embeddedPair],
  ['postgres', postgresUnderEmbeddedView],
] as const)('the page of an alert on %s', async (_, open) => {
  const pair = await open();
  const { sql } = pair;
  const settings = noChannels;
  const service = new AlertService({
    sql,
    ontology,
    settings,
    publicUrl: () => 'https://phecda.example',
    name: 'test',
    clock,
    onError: (error) => {
      throw error;
    },
  });
  const desk = new AlertDesk(sql.state, clock, log);
  const [a, p] = [idOf('registry', 'Enterprise', 'A'), idOf('registry', 'Person', 'P')];
  const entity = { family: 'entity', type: 'Enterprise', key: 'A', label: '甲公司' } as const;
  await loadStaged(sql, { name: 'first.csv', dataset: 'registry', items: [entity] });
  await service.catchUp();
  const content = watchContent.parse({
    targets: [{ kind: 'entities', records: [a] }],
    condition: 'newAssociation',
    level: 4,
  });
  await desk.watches.create({ name: '重点企业', active: true, content }, '王芳', '新设');
  await loadStaged(sql, {
    name: 'second.csv',
    dataset: 'registry',
    items: [
      { family: 'entity', type: 'Person', key: 'P', label: '李四', tags: ['wanted-person'] },
      { family: 'relation', type: 'legalRepresentative', source: p, target: a },
    ],
  });
  await service.catchUp();
  await followView(sql, pair.store, { token: await sql.takeToken('view') });
  const [alert] = (await desk.alerts.list({}, 1, 0)).alerts;
  const services = {
    alerts: desk,
    ontology,
    truthFor: (viewer: Parameters<typeof truthFor>[0]) => truthFor(viewer, sql, ontology),
    state: sql.state,
    graph: pair.store,
    gangs: new GangStore(sql.state, clock),
    config: { alerts: settings },
    clock,
    log,
    known: { shown: () => undefined },
    ...readAnew,
  } as unknown as Services;
  const session = { operator: '王芳', start: async () => undefined };
  const { body } = await apollo.executeOperation(
    { query: page, variables: { id: alert?.id } },
    { contextValue: createContext(services, session, new AbortController().signal) },
  );
  if (body.kind !== 'single') throw new Error('not one answer');
  expect(body.singleResult.errors).toBeUndefined();
  expect(body.singleResult.data?.['alert']).toMatchObject({
    held: 'noRecipient',
    reason: { zh: '监控对象（企业）在 1 步内新关联到人员，标签：在逃人员' },
    target: { label: '甲公司' },
    path: [
      { isNew: false, node: { label: '甲公司' } },
      { isNew: true, kinds: ['legalRepresentative'], node: { label: '李四' } },
    ],
    sources: [{ fileName: 'second.csv', row: 3, fresh: true }],
    events: [{ act: 'found' }],
  });

  // A tag that a rule derives: why, and what of it is new.
  const tagWatch = watchContent.parse({
    targets: [{ kind: 'entities', records: [a] }],
    condition: 'tagChanged',
    level: 4,
  });
  await desk.watches.create({ name: '', active: true, content: tagWatch }, '王芳', '新设');
  const caseRecord = idOf('registry', 'Case', 'K');
  const { fileId } = await loadStaged(sql, {
    name: 'third.csv',
    dataset: 'registry',
    items: [
      {
        family: 'entity',
        type: 'Case',
        key: 'K',
        label: '走私案 7',
        props: { name: 'K', caseKind: 'criminal' },
      },
      { family: 'relation', type: 'subjectOf', source: a, target: caseRecord },
    ],
  });
  await service.catchUp();
  await followView(sql, pair.store, { token: await sql.takeToken('view') });
  const about = async (attribute: string) => {
    const { alerts } = await desk.alerts.list({}, 10, 0);
    const one = alerts.find(({ detail }) => detail.attribute === attribute);
    const answer = await apollo.executeOperation(
      { query: page, variables: { id: one?.id } },
      { contextValue: createContext(services, session, new AbortController().signal) },
    );
    if (answer.body.kind !== 'single') throw new Error('not one answer');
    expect(answer.body.singleResult.errors).toBeUndefined();
    return answer.body.singleResult.data?.['alert'];
  };
  const version = ontology.ruleModels['criminal-case-enterprise']?.version;
  const sentence = { zh: '系 1 起刑事案件的涉案企业', en: 'subject of 1 criminal case(s)' };
  expect(await about('gained')).toMatchObject({
    rules: [
      {
        tag: 'criminal-case-enterprise',
        version,
        isLost: false,
        sentence,
        paths: [
          [
            { isNew: false, node: { label: '甲公司' } },
            { isNew: true, kinds: ['subjectOf'], node: { label: '走私案 7' } },
          ],
        ],
      },
    ],
    sources: [{ fileName: 'third.csv', row: 3, fresh: true }],
  });
  // A watch whose search has outgrown it, as its version was counted.
  const [cut, other] = await desk.watches.list();
  await sql.state.execute(
    `INSERT INTO watch_reach (watch_id, version, followed, left_out, revision) VALUES (CAST($1 AS UUID), 1, 100000, 5, 1), (CAST($2 AS UUID), 7, 100000, 6, 1)`,
    [cut?.id ?? '', other?.id ?? ''],
  );
  const listed = await apollo.executeOperation(
    { query: '{ watches { id reach { followed leftOut most } } }' },
    { contextValue: createContext(services, session, new AbortController().signal) },
  );
  if (listed.body.kind !== 'single') throw new Error('not one answer');
  expect(listed.body.singleResult.errors).toBeUndefined();
  const rows = listed.body.singleResult.data?.['watches'] as { id: string; reach: unknown }[];
  expect(rows.filter(({ reach }) => reach !== null)).toMatchObject([
    { id: cut?.id, reach: { followed: 100_000, leftOut: 5, most: mostFound } },
  ]);
  const told = (await desk.alerts.list({}, 10, 0)).alerts.map(({ id }) => id);
  await desk.alerts.act(told, 'confirmed', '王芳', '属实');
  await withdrawFile(sql, fileId ?? '', '王芳', '有误');
  await service.catchUp();
  await followView(sql, pair.store, { token: await sql.takeToken('view') });
  expect(await about('lost')).toMatchObject({
    rules: [{ tag: 'criminal-case-enterprise', version, isLost: true, sentence }],
  });
  await service.stop();
  await pair.close();
});
