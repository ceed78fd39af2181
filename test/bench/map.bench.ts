/** The map's canvases in Chromium with software rendering: 10,000 markers that all move in every frame, and 100,000 points of tracks under a map that is panned in every frame. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { budget, whole } from '../support/figures.ts';

const FRAMES_PER_SECOND = 20;
const frames = 60;
const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const client = join(import.meta.dirname, '../../client/src');

const script = `
import L from 'leaflet';
import { palettes } from '${client}/app/theme.ts';
import { liveColumns } from '${client}/map/canvas/paint-movers.ts';
import { Scene } from '${client}/map/scene.ts';
import { trackLine } from '${client}/map/track-line.ts';

const map = L.map(document.querySelector('#map'), { center: [22.6, 114], zoom: 9, zoomAnimation: false, fadeAnimation: false, zoomControl: false, attributionControl: false });
const palette = palettes.light;
const scene = new Scene(map, palette);
const look = { palette, colour: 'speed', span: { from: -Infinity, to: Infinity }, selected: null };
let seed = 1;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const show = (part) => scene.setData({ look, tracks: [], live: null, under: [], over: [], ...part });

async function measure(frames, each) {
  const began = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    each(frame);
    await new Promise(requestAnimationFrame);
  }
  return (frames * 1000) / (performance.now() - began);
}

/** In sight, at a zoom where they are clustered and at one where each is drawn. */
window.markers = (count, zoom, frames) => {
  map.setView([22.6, 114], zoom);
  const bounds = map.getBounds();
  const many = Array.from({ length: count }, (_, i) => ({
    id: 'mover ' + i,
    lng: bounds.getWest() + random() * (bounds.getEast() - bounds.getWest()),
    lat: bounds.getSouth() + random() * (bounds.getNorth() - bounds.getSouth()),
    course: random() * 360,
  }));
  const pixel = (bounds.getEast() - bounds.getWest()) / map.getSize().x;
  const fixed = {
    ids: many.map(({ id }) => id),
    names: many.map(({ id }) => id),
    vessel: many.map((_, i) => i % 5 === 0),
    time: many.map(() => 0),
    kmh: many.map(() => 40),
    course: many.map(({ course }) => course),
    level: many.map((_, i) => (i % 50 === 0 ? 4 : null)),
    tags: many.map(() => []),
  };
  return measure(frames, (frame) =>
    show({
      live: liveColumns({
        ...fixed,
        at: frame,
        lng: many.map(({ lng }, i) => lng + pixel * ((frame + i) % 20)),
        lat: many.map(({ lat }) => lat),
      }),
    }),
  );
};

window.tracks = (count, points, frames) => {
  map.setView([22.6, 114], 9);
  const lines = Array.from({ length: count }, (_, track) => {
    const lng = [114 + random() - 0.5];
    const lat = [22.6 + random() - 0.5];
    for (let i = 1; i < points; i++) {
      lng.push(lng[i - 1] + (random() - 0.5) * 0.01);
      lat.push(lat[i - 1] + (random() - 0.5) * 0.01);
    }
    const column = (value) => lng.map((_, i) => value(i));
    return { line: trackLine('t' + track, 't' + track, { time: column((i) => i * 1000), lng, lat, kmh: column((i) => (i * 7) % 100), course: column(() => 0), gap: column((i) => Number(i % 500 === 0)), flag: column(() => 0) }), unit: 'km/h', level: 0 };
  });
  show({ tracks: lines });
  return measure(frames, (frame) => map.panBy([frame % 40 < 20 ? 6 : -6, 0], { animate: false }));
};
`;

const entry = 'virtual:map-page';
const built = await build({
  configFile: false,
  logLevel: 'error',
  root: join(client, '..'),
  plugins: [
    {
      name: 'map-page',
      resolveId: (id: string) => (id === entry ? join(client, 'map-page.bench.js') : null),
      load: (id: string) => (id.endsWith('map-page.bench.js') ? script : null),
    },
  ],
  build: { write: false, minify: true, rollupOptions: { input: entry } },
});
const [output] = Array.isArray(built) ? built : [built];
const chunk =
  output && 'output' in output ? output.output.find((one) => one.type === 'chunk') : undefined;
if (chunk?.type !== 'chunk') throw new Error('The page was not built.');

const executablePath = process.env['CHROMIUM'] ?? chromiums.find((path) => existsSync(path));
if (!executablePath) throw new Error('Install Chromium, or name it in CHROMIUM.');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--use-angle=swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
await page.setContent('<div id="map" style="position:absolute;inset:0"></div>');
await page.addScriptTag({ content: chunk.code, type: 'module' });
await page.waitForFunction('window.tracks !== undefined');
const session = await page.context().newCDPSession(page);
await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
await session.send('Performance.enable');
const busy = async (): Promise<number> =>
  (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
    ?.value ?? 0;

async function run(what: string, expression: string): Promise<void> {
  const before = await busy();
  const perSecond: number = await page.evaluate(expression);
  const ms = ((await busy()) - before) * (1_000 / frames);
  console.log(
    `${what}: ${whole(perSecond)} frames a second, ${ms.toFixed(1)} ms of the page's thread each ${budget(`${FRAMES_PER_SECOND} a second`, perSecond >= FRAMES_PER_SECOND)}`,
  );
}

await run('10,000 markers moving, in clusters', `window.markers(10000, 9, ${frames})`);
await run('10,000 markers moving, each drawn', `window.markers(10000, 15, ${frames})`);
await run('100,000 points of 20 tracks, panned', `window.tracks(20, 5000, ${frames})`);
await browser.close();
