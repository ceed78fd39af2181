/** The real server with a small demo world, the built client, and Chromium to look at it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { generateDemo } from '../../etl/src/demo/generate-demo.ts';
import { Browser, startPhecda, type PhecdaServer } from '../support/phecda-server.ts';

const root = join(import.meta.dirname, '../..');
const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface DemoPage {
  readonly server: PhecdaServer;
  readonly api: Browser;
  readonly page: Page;
  /** What the page complained about on its console. */
  readonly complaints: string[];
  close(): Promise<void>;
}

function buildClient(): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'client'),
    encoding: 'utf8',
  });
  if (built.status !== 0)
    throw new Error(`The client does not build.\n${built.stdout}${built.stderr}`);
}

async function importDemo(api: Browser, folder: string): Promise<void> {
  const { manifest } = await generateDemo(folder, { size: 150, declarations: 1500 });
  for (const file of [...manifest.files].sort((a, b) => a.order - b.order)) {
    const response = await api.upload(
      file.name,
      new Uint8Array(await readFile(join(folder, file.name))),
    );
    const { uploadId } = (await response.json()) as { uploadId: string };
    const { startImport } = await api.ask<{ startImport: { id: string } }>(
      'mutation ($input: ImportInput!) { startImport(input: $input) { id } }',
      { input: { uploadId, mappingId: file.mapping } },
    );
    for (;;) {
      const { importJobs } = await api.ask<{
        importJobs: { id: string; state: string; problems: { message: string }[] }[];
      }>('{ importJobs { id state problems { message } } }');
      const job = importJobs.find((one) => one.id === startImport.id);
      if (job?.state === 'done') break;
      if (job?.state === 'failed') throw new Error(`${file.name}: ${JSON.stringify(job.problems)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function launch(): Promise<Chromium> {
  const executablePath = process.env['CHROMIUM'] ?? chromiums.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('The pages are tested in Chromium: install it, or name it in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

function asksById(body: string | null): boolean {
  const { query, extensions } = JSON.parse(body ?? '{}') as {
    query?: string;
    extensions?: { persistedQuery?: { sha256Hash?: string } };
  };
  return !query && extensions?.persistedQuery?.sha256Hash !== undefined;
}

/** A page of somebody who has not said who they are yet, on a world of 150 enterprises, or on nothing at all. */
export async function openDemoPage(world: 'demo' | 'empty' = 'demo'): Promise<DemoPage> {
  buildClient();
  const folder = await mkdtemp(join(tmpdir(), 'phecda-e2e-'));
  const server = await startPhecda({ dataDir: join(folder, 'data') });
  const api = new Browser(server.url);
  await api.ask('mutation { signIn(name: "e2e") { name } }');
  if (world === 'demo') await importDemo(api, join(folder, 'demo'));
  const browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(12_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  // The server of these tests runs any document; the page must ask for its own by their ids.
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/graphql\b/.test(pathname) && !asksById(request.postData()))
      complaints.push(
        `a document without its id: ${(request.postData() ?? request.url()).slice(0, 200)}`,
      );
  });
  return {
    server,
    api,
    page,
    complaints,
    close: async () => {
      await browser.close();
      api.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What keeps people who see or move differently from working here: serious and critical findings, with their elements. */
/** Serious and critical findings; `within` narrows to what is in front, such as an open drawer. */
export async function seriousFaults(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
}

export async function eventually(
  page: Page,
  check: () => Promise<boolean>,
  what: string,
): Promise<void> {
  for (let left = 150; left > 0; left -= 1) {
    if (await check()) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never happened: ${what}`);
}

export async function signIn(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByTestId('operator-name').fill(name);
  await page.getByTestId('operator-name').press('Enter');
  await page.getByRole('button', { name }).waitFor();
}
