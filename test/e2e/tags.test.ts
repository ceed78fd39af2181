/** Why a rule tags an entity, on its panel, down to the source rows; and inherited risk as a ring of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoPage, signIn, type DemoPage } from './support.ts';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly tags: readonly string[];
}

let demo: DemoPage;
const tag = 'officer-in-criminal-case';

const tagged = async (name: string): Promise<readonly Found[]> => {
  const { search } = await demo.api.ask<{ search: { hits: { node: Found }[] } }>(
    'query Q($scope: ScopeInput) { search(text: "公司", scope: $scope, limit: 20) { hits { node { id label tags } } } }',
    { scope: { tags: [name] } },
  );
  return search.hits.map(({ node }) => node);
};

describe('tags by rule', () => {
  beforeAll(async () => {
    demo = await openDemoPage();
  });
  afterAll(async () => demo?.close());

  it('are searched by as asserted ones are, and say why on the panel: sentence, path, rows', async () => {
    const { page } = demo;
    const [found] = await tagged(tag);
    if (!found) throw new Error('the demo has no enterprise with an officer in a case');
    await signIn(page, `${demo.server.url}/network?n=${found.id}&sel=${found.id}`, '陈关员');
    const ground = page.getByTestId(`ground-${tag}`);
    await ground.getByText(/起刑事或走私案件/).waitFor();
    await ground.getByRole('button', { name: '涉案' }).first().click();
    await page.locator('.ant-drawer').getByText('走私案件').first().waitFor();
    expect(demo.complaints).toEqual([]);
  });

  it('draw inherited risk as a dashed ring, named in the legend', async () => {
    const { page } = demo;
    const heirs = await tagged('inherited-risk');
    expect(heirs.length).toBeGreaterThan(0);
    await page.goto(`${demo.server.url}/network?n=${heirs.map(({ id }) => id).join(',')}`);
    await page.getByText('继承风险').first().waitFor();
  });
});
