/** Drift in the browser: from a case's gang to its new shells, why they are proposed, what a hidden member changes, and what people make of a candidate. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '@phecda/etl/demo/answers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFiles } from '../support/demo-world.ts';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;
let caseId: string;
let gang: string;
/** USCC of the shells under which the seized gang goes on. */
let newShells: string[];

beforeAll(async () => {
  demo = await openDemoPage();
  const { folder } = await demoFiles();
  const answers = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8')) as Answers;
  const drift = answers.gangs.find((one) => one.drift !== null);
  newShells = (drift?.drift?.newShells ?? []).map((key) => key.split(':').at(-1) ?? '');
  const number = (drift?.cases[0] ?? '').split(':').at(-1) ?? '';
  const found = await demo.api.ask<{ search: { hits: { node: { id: string; type: string } }[] } }>(
    `query ($text: String!) { search(text: $text, limit: 5) { hits { node { id type } } } }`,
    { text: number },
  );
  const named = found.search.hits.find(({ node }) => node.type === 'Case');
  caseId = named?.node.id ?? '';
  await signIn(demo.page, `${demo.server.url}/network?add=${caseId}`, '王芳');
}, 300_000);
afterAll(() => demo.close());

async function tops(count: number): Promise<string[]> {
  const ids = await demo.page
    .getByTestId('drift-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id') ?? ''));
  return ids.slice(0, count);
}

async function shellIds(): Promise<Set<string>> {
  const ids = await Promise.all(
    newShells.map(async (uscc) => {
      const { search } = await demo.api.ask<{ search: { hits: { node: { id: string } }[] } }>(
        `query ($text: String!) { search(text: $text, limit: 1) { hits { node { id } } } }`,
        { text: uscc },
      );
      return search.hits[0]?.node.id ?? uscc;
    }),
  );
  return new Set(ids);
}

test('one action on the page of a case puts its people and enterprises under watch as a gang', async () => {
  const { page } = demo;
  await page.getByTestId('details-label').waitFor();
  await page.locator('.action-row').getByRole('button', { name: '作为团伙监控' }).click();
  await page.getByTestId('reason').fill('结案');
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await page.getByTestId('gang-page').waitFor();
  gang = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const answer = await demo.api.ask<{
    gang: { monitored: boolean; case: { id: string }; members: { node: { type: string } }[] };
  }>(`query ($gang: ID!) { gang(id: $gang) { monitored case { id } members { node { type } } } }`, {
    gang,
  });
  expect(answer.gang).toMatchObject({ monitored: true, case: { id: caseId } });
  const types = answer.gang.members.map(({ node }) => node.type);
  expect(types).toContain('Enterprise');
  expect(types).toContain('Person');
});

test('a gang of a case is tracked from the day of its seizure, and its new shells are on top', async () => {
  const { page } = demo;
  await page.getByTestId('to-drift').click();
  await page.getByTestId('ask-drift').click();
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await page.getByTestId('drift-row').first().waitFor();
  expect(new Set(await tops(newShells.length))).toEqual(await shellIds());
  expect(await page.getByTestId('drift-told').textContent()).toMatch(/提示 5 家.*票/);
  expect(await page.getByTestId('first-filing').textContent()).toContain('高栏');
  await page.getByTestId('port-share').waitFor();
  expect(await page.getByTestId('drift-path').count()).toBeGreaterThan(2);
  expect(await page.getByTestId('replay').textContent()).toMatch(/即可获知/);
  await page.getByTestId('compare-shells').click();
  await page.getByTestId('shell-comparison').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('a member left out is no longer in any chain, and ranks are compared with those before', async () => {
  const { page } = demo;
  const label = await page.getByTestId('persistent-member').first().locator('a').textContent();
  await page.getByTestId('hide-member').first().click();
  await page.locator('.hidden-member').waitFor();
  expect(await page.locator('.hidden-member').textContent()).toContain(label);
  await page.getByTestId('drift-row').first().waitFor();
  const chains = await page.getByTestId('drift-path').allTextContents();
  expect(chains.filter((chain) => chain.includes(label ?? ''))).toEqual([]);
  await page.getByTestId('language').click();
  await page.getByText('What persists').waitFor();
  await page.getByTestId('language').click();
});

test('a dismissed candidate is kept with its reason, another becomes a member', async () => {
  const { page } = demo;
  const [first] = await tops(1);
  await page.getByTestId('dismiss-candidate').click();
  await page.getByTestId('reason').fill('正规亲属企业');
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await eventually(page, async () => (await tops(1))[0] !== first, 'the next one is on top');
  const [second] = await tops(1);
  await page.getByTestId('add-candidate').click();
  await page.getByTestId('reason').fill('同一手机号与监事');
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await page.getByTestId('add-candidate').waitFor({ state: 'detached' });
  const answer = await demo.api.ask<{
    gang: { members: { node: { id: string } }[]; history: { act: string; reason: string }[] };
    driftRuns: { id: string }[];
  }>(
    `query ($gang: ID!) { gang(id: $gang) { members { node { id } } history { act reason } } driftRuns(gang: $gang) { id } }`,
    { gang },
  );
  expect(answer.gang.members.map(({ node }) => node.id)).toContain(second);
  expect(answer.gang.history[0]).toEqual({ act: 'added', reason: '同一手机号与监事' });
  expect(answer.driftRuns.length).toBe(2);
  const run = await demo.api.ask<{
    driftRun: { candidates: { id: string; dismissal: { reason: string } | null }[] };
  }>(`query ($run: ID!) { driftRun(run: $run) { candidates { id dismissal { reason } } } }`, {
    run: answer.driftRuns[0]?.id,
  });
  expect(run.driftRun.candidates.find(({ id }) => id === first)?.dismissal?.reason).toBe(
    '正规亲属企业',
  );
});

test('a candidate opens on the canvas with what proves it', async () => {
  const { page } = demo;
  await page.getByTestId('drift-on-canvas').click();
  await page.waitForURL(/\/network/);
  await page.waitForURL((url) => !url.searchParams.has('add'));
});

test('complained about nothing', () => {
  expect(demo.complaints).toEqual([]);
});
