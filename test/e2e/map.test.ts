/** Trucks on the map: one found by its plate, its track seen, played back and read off the chart, from the network and back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { country, writePmtiles } from '../support/pmtiles-file.ts';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;
let plate = '';
let folder = '';
let tiles = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-tiles-'));
  tiles = join(folder, 'base.pmtiles');
  await writePmtiles(tiles, '© <a href="#">测绘局</a>');
  demo = await openDemoPage('tracks', { MAP_TILES: tiles });
  await signIn(demo.page, `${demo.server.url}/map`, '李明');
}, 300_000);
afterAll(async () => {
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

const text = async (id: string): Promise<string> =>
  (await demo.page.getByTestId(id).textContent()) ?? '';

/** Colours of the base tiles at these places, [r, g, b] each; null where none is drawn yet. */
const baseColours = async (
  places: Readonly<Record<string, readonly [lng: number, lat: number]>>,
): Promise<Record<string, readonly number[] | null>> => {
  const scale = 256 * 2 ** view.zoom;
  const at = ([lng, lat]: readonly [number, number]): [number, number] => [
    (lng / 360) * scale,
    (-Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * scale,
  ];
  const [left, top] = at(view.centre);
  const offsets = Object.entries(places).map(([name, place]) => {
    const [x, y] = at(place);
    return [name, x - left, y - top] as const;
  });
  return demo.page.evaluate(`(${readColours})(${JSON.stringify(offsets)})`);
};
/** Runs in the page. */
const readColours = `(wanted) => {
  const map = document.querySelector('[data-testid=map]');
  const box = map.getBoundingClientRect();
  const tiles = [...map.querySelectorAll('.leaflet-tile-loaded')];
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [256, 256];
  const context = copy.getContext('2d', { willReadFrequently: true });
  const read = (x, y) => {
    for (const tile of tiles) {
      const { left, top, right, bottom } = tile.getBoundingClientRect();
      if (x < left || x >= right || y < top || y >= bottom || tile.width === 0) continue;
      context.clearRect(0, 0, 256, 256);
      context.drawImage(tile, 0, 0, 256, 256);
      const scale = 256 / (right - left);
      const [at, row] = [Math.round((x - left) * scale), Math.round((y - top) * scale)];
      const { data } = context.getImageData(at, row, 1, 1);
      if (data[3] === 255) return [...data.slice(0, 3)];
    }
    return null;
  };
  const [middle, centre] = [box.left + box.width / 2, box.top + box.height / 2];
  return Object.fromEntries(wanted.map(([name, x, y]) => [name, read(middle + x, centre + y)]));
}`;
const view = { centre: [115, 23], zoom: 7 } as const;
const atView = `/map?live=0&c=${view.centre[1]},${view.centre[0]},${view.zoom}`;
const { highway, name: label } = country;
const sheet = {
  land: [113, 23],
  sea: [113, 21],
  road: [113, highway],
  beside: [113, highway + 0.3],
} as const;
const brightness = (colour: readonly number[] | null | undefined): number =>
  (colour ?? [NaN]).reduce((sum, one) => sum + one, 0) / 3;
const show = async (theme: 'light' | 'dark', language: 'zh' | 'en'): Promise<void> => {
  const chosen = JSON.stringify(JSON.stringify({ theme, language }));
  await demo.page.evaluate(`localStorage.setItem('phecda.preferences', ${chosen})`);
  await demo.page.goto(`${demo.server.url}${atView}`);
};
const drawn = async (): Promise<Record<keyof typeof sheet, readonly number[]>> => {
  let seen: Record<string, readonly number[] | null> = {};
  await eventually(
    demo.page,
    async () => {
      seen = await baseColours(sheet);
      return Object.values(seen).every((colour) => colour !== null);
    },
    'the base is drawn',
  );
  return seen as Record<keyof typeof sheet, readonly number[]>;
};
/** How the name of the country is written: darkest to lightest of the rows around it, a figure each. */
const written = async (): Promise<string> => {
  const around = Array.from({ length: 121 }, (_, i) => [
    String(i),
    [label.lng + (i - 60) * 0.01, label.lat] as const,
  ]);
  return JSON.stringify(await baseColours(Object.fromEntries(around)));
};

test('the base map is the operator’s own file: land, sea, a highway and names are drawn for ground and language, with what it says of its source', async () => {
  const { page } = demo;
  const names: string[] = [];
  for (const [theme, language] of [
    ['light', 'zh'],
    ['light', 'en'],
    ['dark', 'zh'],
  ] as const) {
    await show(theme, language);
    await page.getByText(language === 'zh' ? '底图：© 测绘局' : 'Base: © 测绘局').waitFor();
    const { land, sea, road, beside } = await drawn();
    expect(land).not.toEqual(sea);
    expect(beside).toEqual(land);
    expect(road).not.toEqual(beside);
    if (theme === 'light') expect(brightness(land)).toBeGreaterThan(180);
    else expect(brightness(land)).toBeLessThan(80);
    names.push(await written());
  }
  expect(new Set(names).size).toBe(3);
  expect(await page.getByTestId('base-fault').count()).toBe(0);
});

test('an operator’s file of pictures is shown as it is; tiles that are none, and a file that is none, are told', async () => {
  const { page } = demo;
  const fault = page.getByTestId('base-fault');
  await writePmtiles(tiles, '© 影像', 'picture');
  await show('light', 'zh');
  await page.getByText('底图：© 影像').waitFor();
  const { land, sea } = await drawn();
  expect({ land, sea }).toEqual(country.colours);
  await writePmtiles(tiles, '© 测绘局', 'broken');
  await show('light', 'zh');
  await page.getByText(/^视野内有 \d+ 个底图瓦片无法读取：\S/u).waitFor();
  await writeFile(tiles, (await readFile(tiles)).subarray(0, 60));
  await show('light', 'en');
  await page
    .getByText(/^The base map of this installation \(MAP_TILES\) cannot be read, Natural Earth/u)
    .waitFor();
  await page.getByText('Base: Natural Earth', { exact: false }).waitFor();
  await writePmtiles(tiles, '© 测绘局');
  await show('light', 'zh');
  await page.getByText('底图：© 测绘局').waitFor();
  expect(await fault.count()).toBe(0);
  // What the library writes of tiles that it cannot read.
  demo.complaints.length = 0;
  await page.goto(`${demo.server.url}/map`);
});

test('a truck is found by a part of its plate, and its track is shown with kilometres and gaps', async () => {
  const { page } = demo;
  const movers = page.getByTestId('mover');
  await movers.first().waitFor();
  const all = await movers.count();
  const named = (await movers.nth(3).textContent()) ?? '';
  plate = /^粤[A-Z]+\d{3}港?/u.exec(named)?.[0] ?? '';
  await page.getByTestId('find-mover').fill(plate.slice(1));
  await eventually(page, async () => (await movers.count()) < all, 'fewer movers are listed');
  // The board shows only what is listed, which the link keeps; the rest comes back.
  await page.getByTestId('board-listed').click();
  await page.getByText(/^\d+ \/ \d+ 个实时位置$/).waitFor();
  await eventually(page, () => Promise.resolve(page.url().includes('listed=1')), 'in the link');
  await page.getByTestId('board-listed').click();
  await page.getByText(/^\d+ 个实时位置$/).waitFor();
  await movers.first().click();
  await page.getByTestId('track-km').waitFor();
  expect(await text('mover-name')).toBe(plate);
  expect(await text('track-km')).toMatch(/^[1-9][\d,.]* 公里$/);
  await eventually(
    page,
    () => Promise.resolve(page.url().includes('ids=')),
    'the address names it',
  );
  expect(await seriousFaults(page)).toEqual([]);
});

test('the clock runs while it plays, and stands still when it is stopped', async () => {
  const { page } = demo;
  const before = await text('moment');
  await page.getByTestId('play').click();
  await eventually(page, async () => (await text('moment')) !== before, 'the clock moves');
  await page.waitForTimeout(500);
  await page.getByTestId('play').click();
  const stopped = await text('moment');
  expect(Date.parse(stopped)).toBeGreaterThan(Date.parse(before));
  await page.waitForTimeout(300);
  expect(await text('moment')).toBe(stopped);
});

test('brushing the chart narrows the period, which the link keeps', async () => {
  const { page } = demo;
  const km = await text('track-km');
  const box = (await page.getByTestId('speed-chart').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.getByTestId('period-chip').waitFor();
  await eventually(page, async () => (await text('track-km')) !== km, 'other kilometres');
  const narrowed = await text('track-km');
  await eventually(
    page,
    () => Promise.resolve(page.url().includes('from=')),
    'the period is in the address',
  );
  await page.goto(page.url());
  await eventually(
    page,
    async () => (await text('track-km')) === narrowed,
    'the same after a reload',
  );
  await page.getByTestId('clear-period').click();
  await eventually(page, async () => (await text('track-km')) === km, 'the last days again');
});

test('the truck is shown in the network, and from there on the map again', async () => {
  const { page } = demo;
  const chart = (await page.getByTestId('speed-chart').boundingBox())!;
  await page.mouse.move(chart.x + chart.width * 0.5, chart.y + chart.height / 2);
  await page.mouse.down();
  await page.mouse.move(chart.x + chart.width * 0.7, chart.y + chart.height / 2, { steps: 5 });
  await page.mouse.up();
  const brushed = await text('period-chip');
  await page.getByTestId('to-network').click();
  await page.getByTestId('canvas').waitFor();
  await page.getByTestId('details-label').waitFor();
  expect(await text('details-label')).toContain(plate);
  // The time that was brushed goes along, as days there and by the minute here again.
  const [first] = /\d{4}-\d\d-\d\d/.exec(brushed) ?? [];
  expect(await text('period-chip')).toMatch(new RegExp(`${first} – \\d{4}-\\d\\d-\\d\\d$`));
  await page.getByRole('button', { name: '在地图上查看' }).click();
  await page.getByTestId('mover-name').waitFor();
  expect(await text('mover-name')).toBe(plate);
  await page.getByTestId('map').waitFor();
  expect(await text('period-chip')).toBe(brushed);
  await page.getByTestId('clear-period').click();
  await page.getByTestId('period-chip').waitFor({ state: 'detached' });
  await eventually(page, () => Promise.resolve(!page.url().includes('from=')), 'dropped');
  expect(demo.complaints).toEqual([]);
});

test('a zone is drawn around the truck, saved, and its visits are listed', async () => {
  const { page } = demo;
  await page.getByTestId('track-km').waitFor();
  await page.getByRole('tab', { name: '围栏' }).click();
  await page.getByTestId('draw-polygon').click();
  const box = (await page.getByTestId('map').boundingBox())!;
  const corners = [
    [0.2, 0.15],
    [0.9, 0.15],
    [0.9, 0.7],
    [0.2, 0.7],
    [0.2, 0.15],
  ] as const;
  for (const [x, y] of corners) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }
  await page.getByText(/平方公里/).waitFor();
  await page.getByTestId('zone-name').fill('测试围栏');
  await page.getByTestId('save-zone').click();
  await page.getByTestId('zone-details').waitFor();
  await page.getByTestId('visit').filter({ hasText: plate }).first().waitFor();
  expect(await text('visit-count')).toMatch(/到访 [1-9]/);
  expect(await text('visits-sure')).toMatch(/^确定 [1-9]\d* · 可能 \d+$/);
  // A watch on the zone begins with it and with the truck that is shown.
  await page.getByTestId('zone-details').getByTestId('watch-this').click();
  const form = page.getByTestId('watch-page');
  await form.getByText('进入围栏', { exact: true }).waitFor();
  await form.getByText('测试围栏', { exact: true }).waitFor();
  await form.getByText(plate).first().waitFor();
  await page.getByTestId('save-watch').click();
  await page.getByTestId('reason').fill('盯住该车');
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await page.waitForURL(/\/watches\/[0-9a-f-]{36}/);
  await page.goto(`${demo.server.url}/map`);
  await page.getByRole('tab', { name: '围栏' }).click();
  await page.getByTestId('zone').filter({ hasText: '测试围栏' }).click();
  await page.getByTestId('visit').filter({ hasText: plate }).first().click();
  await eventually(page, async () => (await text('mover-name')) === plate, 'the visitor is shown');
  // Who was in it: in the view's period, and in a window of its own of which there are no positions.
  await page.getByRole('tab', { name: '谁到过' }).click();
  await page.getByText('多区联控', { exact: true }).click();
  const term = page.locator('.zone-term').first();
  await term.getByLabel('围栏', { exact: true }).click();
  await page.getByTitle('测试围栏').last().click();
  await page.getByTestId('ask-zones').click();
  await page.getByText(/^找到 [1-9]/).waitFor();
  const longAgo = async (within: Locator): Promise<void> => {
    await within.getByTestId('own-period').click();
    for (const [n, moment] of ['2026-09-20 00:00', '2026-09-21 00:00'].entries()) {
      const field = within.locator('input[date-range]').nth(n);
      await field.click();
      await field.fill(moment);
      await field.press('Enter');
    }
  };
  await longAgo(term);
  await page.getByTestId('ask-zones').click();
  await page.getByText(/^找到 0 /).waitFor();
  // Not there then, and one of two in a group within, which is made by the keyboard.
  await term.getByLabel('到过或未到过').click();
  await page.getByTitle('未到过', { exact: true }).last().click();
  await page.getByTestId('add-group').focus();
  await page.keyboard.press('Enter');
  const inner = page.getByTestId('zone-group').last();
  const either = inner.locator('.zone-term');
  for (const n of [0, 1]) {
    await either.nth(n).getByLabel('围栏', { exact: true }).focus();
    await page.keyboard.type('测试围栏');
    await page.keyboard.press('Enter');
  }
  await longAgo(either.nth(1));
  await page.getByTestId('ask-zones').click();
  await page.getByText(/^找到 [1-9]/).waitFor();
  await inner.getByText('全部满足', { exact: true }).click();
  await page.getByTestId('ask-zones').click();
  await page.getByText(/^找到 0 /).waitFor();
  await inner.getByLabel('移除此分组').focus();
  await page.keyboard.press('Enter');
  expect(await page.getByTestId('zone-group').count()).toBe(1);
  expect(demo.complaints).toEqual([]);
});

test('a line is measured, its last point taken back, and the map keeps to its own place meanwhile', async () => {
  const { page } = demo;
  await page.keyboard.press('m');
  await page.getByTestId('measure').waitFor();
  const box = (await page.getByTestId('map').boundingBox())!;
  for (const [x, y] of [
    [0.4, 0.4],
    [0.5, 0.5],
    [0.6, 0.4],
  ] as const)
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  await page.getByText(/公里 · .+ 海里/u).waitFor();
  const whole = parseFloat((await text('measure')).replaceAll(',', ''));
  await page.keyboard.press('Control+z');
  await eventually(
    page,
    async () => parseFloat((await text('measure')).replaceAll(',', '')) < 0.6 * whole,
    'the last stretch is gone',
  );
  expect(await page.getByTestId('map').getAttribute('class')).toContain('leaflet-container');
  await page.keyboard.press('Escape');
  await page.getByTestId('measure').waitFor({ state: 'detached' });
});

test('declarations that name a truck are listed against what was driven, with the row that declares them', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/map`);
  await page.getByRole('tab', { name: '申报比对' }).click();
  await page.getByTestId('ask-declared').click();
  await page.getByTestId('declared-count').waitFor();
  expect(await text('declared-count')).toMatch(/\/ [1-9]\d* 份可判断/);
  const lines = page.getByTestId('declared-line');
  const shown = (await lines.first().locator('b').textContent()) ?? '';
  await lines.first().click();
  await page.getByTestId('journey-details').waitFor();
  await page
    .getByTestId('declared-source')
    .getByText(/报关单.* 第 [\d,]+ 行/)
    .waitFor();
  await page.getByTestId('declared-gate').click();
  await eventually(page, async () => (await text('mover-name')) === shown, 'its truck is shown');
  expect(await seriousFaults(page)).toEqual([]);
  expect(demo.complaints).toEqual([]);
});

test('a file of positions is taken back with a reason', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/imports`);
  await page.getByRole('tab', { name: '位置' }).click();
  const files = page.getByTestId('position-files');
  const [row] = [files.locator('tbody tr.ant-table-row').first()];
  await row.getByTestId('withdraw-positions').click();
  await page.getByTestId('reason').fill('供应商发错');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await row.getByText('已撤回').waitFor();
  expect(demo.complaints).toEqual([]);
});

test('replayed by a feed, the truck is seen where it is now, its entry is listed, and the alert arrives', async () => {
  const { page, api, server } = demo;
  const { createPositionFeed } = await api.ask<{ createPositionFeed: { key: string } }>(
    `mutation { createPositionFeed(name: "回放", kind: HTTP, input: { datum: WGS84, perMinute: 1000, active: true, senders: [], user: "", topic: "" }) { key } }`,
  );
  const { zones } = await api.ask<{
    zones: { name: string; geometry: { coordinates: [number, number][][] } }[];
  }>(`{ zones { name geometry } }`);
  const ring = zones.find(({ name }) => name === '测试围栏')?.geometry.coordinates[0] ?? [];
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  const west = Math.min(...lngs);
  const middle = (Math.min(...lats) + Math.max(...lats)) / 2;
  const now = Math.floor(Date.now() / 1_000);
  // Over the western side, 40 km/h.
  const fixes = [-0.04, -0.02, 0.02, 0.04].map((east, i) => ({
    plate,
    lat: middle,
    lon: west + east,
    kmh: 40,
    timestamp: now - 180 * (3 - i),
  }));
  await page.goto(`${server.url}/map?panel=zones`);
  await page.getByText(/^\d+ 个实时位置$/).waitFor();
  const sent = await fetch(`${server.url}/api/positions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${createPositionFeed.key}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(fixes),
  });
  expect(await sent.json()).toMatchObject({ stored: 4 });
  await page.getByTestId('zone').filter({ hasText: '测试围栏' }).click();
  await page.getByTestId('visit').filter({ hasText: plate }).first().waitFor();
  await page.getByRole('tab', { name: '车船' }).click();
  await page.getByTestId('find-mover').fill(plate);
  await page
    .getByTestId('mover')
    .filter({ hasText: /[1-9]\d* km\/h/ })
    .first()
    .waitFor();
  await page.goto(`${server.url}/alerts`);
  await page.getByTestId('alert-row').filter({ hasText: '测试围栏' }).first().waitFor();
});
