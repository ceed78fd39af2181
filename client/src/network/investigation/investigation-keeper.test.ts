/** What was typed or drawn is stored while it is done, and "saved" is never said of anything else. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addToCanvas, removeFromCanvas } from '../core/canvas-state.ts';
import { saveCanvas } from '../core/saved-state.ts';
import { fullScope } from '../core/scope.ts';
import { node } from '../core/test-items.ts';
import { emptyCanvas } from '../core/types.ts';
import type { NetworkApi } from '../network-api.ts';
import { NetworkController } from '../network-controller.ts';
import type { InvestigationApi, StoredInvestigation } from './investigation-api.ts';
import { InvestigationKeeper } from './investigation-keeper.ts';

const canvas = (...ids: string[]) =>
  saveCanvas(
    addToCanvas(
      emptyCanvas,
      ids.map((id) => node(id)),
      [],
    ),
    fullScope,
    null,
  );

function start() {
  let stored: StoredInvestigation = {
    id: 'case',
    title: '案件',
    notes: '一。二。',
    version: 1,
    actor: '李关员',
    updatedAt: '',
    state: canvas('a', 'b'),
  };
  let failing = false;
  const api: InvestigationApi = {
    open: async () => stored,
    version: async () => stored.version,
    create: async () => ({ id: 'new', version: 1 }),
    save: vi.fn(async (_id, version, parts) => {
      if (failing) throw new Error('offline');
      if (version !== stored.version) return 'conflict' as const;
      stored = { ...stored, ...parts, version: version + 1 };
      return stored.version;
    }),
  };
  const questions: Partial<NetworkApi> = {
    located: async (nodes) =>
      new Map(nodes.map((one) => [one.id, node(one.id, { label: 'as the data says now' })])),
    induced: async () => [],
  };
  const network = new NetworkController(questions as NetworkApi);
  const keeper = new InvestigationKeeper(api, network);
  return {
    api,
    keeper,
    network,
    stored: () => stored,
    /** As another tab does it. */
    elsewhere: (part: Partial<StoredInvestigation>) => {
      stored = { ...stored, ...part, version: stored.version + 1 };
    },
    fail: (on: boolean) => {
      failing = on;
    },
  };
}
const state = ({ keeper }: ReturnType<typeof start>) => keeper.view.get().state;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

it('stores notes while they are typed without a pause, and says saved only when they are', async () => {
  const one = start();
  await one.keeper.open('case');
  expect(state(one)).toBe('saved');
  expect(one.api.save).not.toHaveBeenCalled();
  for (let typed = 0; typed < 10; typed += 1) {
    one.keeper.change({ notes: `一。二。${'三'.repeat(typed + 1)}` });
    expect(state(one)).not.toBe('saved');
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(one.stored().notes).toContain('三三三');
  await vi.advanceTimersByTimeAsync(1000);
  expect(one.stored().notes).toBe(`一。二。${'三'.repeat(10)}`);
  expect(state(one)).toBe('saved');
});

it('joins what another tab stored: notes by sentence, the canvas by id', async () => {
  const one = start();
  await one.keeper.open('case');
  one.elsewhere({ notes: '一。二改。', state: canvas('a', 'c') });
  one.keeper.change({ notes: '一改。二。' });
  one.network.history.do('add', (before) => addToCanvas(before, [node('d')], []));
  await vi.advanceTimersByTimeAsync(3000);
  expect(state(one)).toBe('saved');
  expect(one.stored().notes).toBe('一改。二改。');
  const nodes = (one.stored().state as ReturnType<typeof canvas>).nodes.map((each) => each.id);
  expect(nodes.sort()).toEqual(['a', 'c', 'd']);
  expect([...one.network.state.nodes.keys()].sort()).toEqual(['a', 'c', 'd']);
  expect(one.keeper.view.get().joinedFrom).toBe('李关员');
});

it('keeps and offers both versions of what both rewrote', async () => {
  const one = start();
  await one.keeper.open('case');
  one.elsewhere({ notes: '一。他的二。' });
  one.keeper.change({ notes: '一。我的二。' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(one.stored().notes).toMatch(/他的二。[\s\S]*我的二。/);
  const [dispute] = one.keeper.view.get().disputes;
  one.keeper.settle(dispute!, 'mine');
  await vi.advanceTimersByTimeAsync(1000);
  expect(one.stored().notes).toBe('一。我的二。');
  expect(one.keeper.view.get().disputes).toEqual([]);
});

it('says when it could not store, and tries again by itself', async () => {
  const one = start();
  await one.keeper.open('case');
  one.fail(true);
  one.keeper.change({ notes: '新' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(state(one)).toBe('failed');
  one.fail(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([state(one), one.stored().notes]).toEqual(['saved', '新']);
});

it('finds again what could not be stored before the page was closed', async () => {
  const one = start();
  await one.keeper.open('case');
  one.fail(true);
  one.keeper.change({ notes: '一。二。没存上。' });
  one.network.history.do('remove', (before) => removeFromCanvas(before, new Set(['a'])));
  one.keeper.leave();
  const later = start();
  later.elsewhere({ notes: '零。一。二。' });
  await later.keeper.open('case');
  expect(later.stored().notes).toBe('零。一。二。没存上。');
  expect([...later.network.state.nodes.keys()]).toEqual(['b']);
  expect(state(later)).toBe('saved');
});
