/** The real server with a small demo world, the built client, and Chromium to look at it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { builtClient } from '../support/built-client.ts';
import { copyDemoFolder, copyDemoPositions } from '../support/demo-world.ts';
import { Browser, startPhecda, type PhecdaServer } from '../support/phecda-server.ts';

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** For what is to be shown, on a machine that others load. */
export const patienceMs = 60_000;

export interface DemoPage {
  readonly server: PhecdaServer;
  readonly api: Browser;
  readonly page: Page;
  /** What the page complained about on its console. */
  readonly complaints: string[];
  close(): Promise<void>;
}

async function launch(): Promise<Chromium> {
  const executablePath = process.env['CHROMIUM'] ?? chromiums.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('The pages are tested in Chromium: install it, or name it in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      // The page is put together on the processor at once; WebGL alone is emulated.
      '--disable-gpu-compositing',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
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

/** A page of somebody who has not said who they are yet, on a world of 150 enterprises (`tracks`: with its trucks' positions), or on nothing at all. */
export async function openDemoPage(
  world: 'demo' | 'tracks' | 'empty' = 'demo',
  env: Readonly<Record<string, string>> = {},
): Promise<DemoPage> {
  builtClient();
  const folder = await mkdtemp(join(tmpdir(), 'phecda-e2e-'));
  const dataDir = join(folder, 'data');
  if (world !== 'empty') await copyDemoFolder(dataDir);
  if (world === 'tracks') await copyDemoPositions(dataDir);
  const server = await startPhecda({ dataDir, env });
  const api = new Browser(server.url);
  await api.ask('mutation { signIn(name: "e2e") { name } }');
  const browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  // The server of these tests runs any document; the page must ask for its own by their ids.
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (
      /^\/graphql\b/.test(pathname) &&
      request.method() === 'POST' &&
      !asksById(request.postData())
    )
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

/** What keeps people who see or move differently from working here: serious and critical findings; `within` narrows to what is in front, such as an open drawer. */
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
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    if (await check()) return;
    await page.waitForTimeout(100);
  }
  const dialogs = await page.locator('.ant-modal').allInnerTexts();
  const said = dialogs.map((text) => `; a dialog is open: ${text.replaceAll(/\s+/g, ' ')}`);
  throw new Error(`never happened: ${what}${said.join('')}`);
}

export async function signIn(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByTestId('operator-name').fill(name);
  await page.getByTestId('operator-name').press('Enter');
  await page.getByRole('button', { name }).waitFor();
}
