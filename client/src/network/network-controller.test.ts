/** Questions to the server overlap each other and what the person does: nothing is lost, whichever answers first. */
import { expect, it, vi } from 'vitest';
import { link, node } from './core/test-items.ts';
import type { LinkItem, NodeItem } from './core/types.ts';
import { pairsOfBlocks, type NetworkApi } from './network-api.ts';
import { NetworkController } from './network-controller.ts';

/** A server whose entity of each record can be changed; answers wait for `hold`. */
function fakeServer() {
  const entityOf = new Map<string, string>();
  const relations: LinkItem[] = [];
  let hold: Promise<void> = Promise.resolve();
  const find = (record: string): NodeItem =>
    node(record, { entity: entityOf.get(record) ?? record });
  const api: NetworkApi = {
    resolved: async (ids) => new Map(ids.map((id) => [id, find(id)])),
    located: async (nodes) => {
      const answer = new Map(nodes.map(({ id, record }) => [id, { ...find(record), id }]));
      await hold;
      return answer;
    },
    induced: async (ids) => {
      const entities = new Set(ids.map((id) => find(id).entity));
      return relations.filter((one) => entities.has(one.source) && entities.has(one.target));
    },
    counts: async () => [],
    expand: async ({ ids }) => {
      const links = relations.filter((one) => ids.includes(one.source));
      return { nodes: links.map((one) => find(one.target)), links, totals: [] };
    },
    paths: async () => ({ paths: [], more: false, stopped: null, nodes: [], links: [] }),
    merge: vi.fn(async (left: string, right: string) => {
      entityOf.set(left, 'm').set(right, 'm');
      return 1;
    }),
    unmerge: async () => 2,
    retract: async () => 3,
    takeBack: vi.fn(async () => {
      entityOf.clear();
      return 4;
    }),
  };
  return {
    api,
    relations,
    holdAnswers: () => {
      let release = (): void => undefined;
      hold = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
}

it('keeps what an expansion brought while a refresh was under way', async () => {
  const server = fakeServer();
  const network = new NetworkController(server.api);
  await network.add(['a', 'b']);
  server.relations.push(link('ax', 'a', 'x'));
  const release = server.holdAnswers();
  const refreshed = network.refresh();
  await network.expand(['a']);
  release();
  await refreshed;
  expect([...network.state.nodes.keys()]).toEqual(['a', 'b', 'x']);
  expect([...network.state.links.keys()]).toEqual(['ax']);
});

it('begins anew when it is asked to refresh while it refreshes', async () => {
  const server = fakeServer();
  const network = new NetworkController(server.api);
  await network.add(['a', 'b']);
  const release = server.holdAnswers();
  const first = network.refresh();
  await Promise.resolve();
  await server.api.merge('a', 'b', '');
  const second = network.refresh();
  release();
  await Promise.all([first, second]);
  expect([...network.state.nodes.values()].map((one) => one.entity)).toEqual(['m', 'm']);
});

it('leaves as it is what the graph view is about to show, and loses it for nothing', async () => {
  const server = fakeServer();
  const network = new NetworkController(server.api);
  const notices: string[] = [];
  network.onNotice = ({ key }) => notices.push(key);
  await network.add(['a', 'b']);
  const before = network.state.nodes.get('a');
  const { located } = server.api;
  const late: NetworkApi['located'] = async (nodes) => {
    const answer = await located(nodes);
    return new Map([...answer].filter(([id]) => id !== 'a'));
  };
  Object.assign(server.api, { located: late });
  await network.refresh();
  expect(network.state.nodes.get('a')).toEqual(before);
  expect(notices).toEqual([]);
});

it('takes back a merge with the place of both, and does it again', async () => {
  const server = fakeServer();
  const network = new NetworkController(server.api);
  await network.add(['a', 'b']);
  const before = network.state;
  await network.judgements.merge('a', 'b', 'one owner');
  expect(network.state.positions).toEqual(before.positions);
  expect(network.history.view.get().past.at(-1)?.label).toBe('merge');
  await network.undo();
  expect(server.api.takeBack).toHaveBeenCalledWith(1);
  expect(network.state).toEqual(before);
});

it('asks for every pair of more ids than one question takes', () => {
  const ids = Array.from({ length: 23 }, (_, index) => `n${index}`);
  const parts = pairsOfBlocks(ids, 10);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(10);
  for (const one of ids)
    for (const other of ids)
      expect(parts.some((part) => part.includes(one) && part.includes(other))).toBe(true);
});
