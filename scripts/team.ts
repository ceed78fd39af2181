/** `npm run team`: a team's installation for trying, without Docker: PostgreSQL, Neo4j, a mail catcher, the server with the demo, and the alert daemon, until Ctrl-C. Its data is in local/team. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startNeo4j } from '../test/support/neo4j.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { smtpPeer, type TakenMail } from '../test/support/smtp-peer.ts';
import { untilStopped } from './until-stopped.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'local', 'team');
const port = process.env['PORT'] ?? '4000';
const mailPort = Number(process.env['MAIL_PORT'] ?? 8025);
/** A first start builds the client and makes the stores. */
const startMs = 10 * 60_000;
const daemonAgainMs = 120_000;
const stops: (() => Promise<void>)[] = [];
let stopping = false;

/** The last that was started stops first. */
async function stopAll(): Promise<void> {
  stopping = true;
  for (const stop of stops.splice(0).reverse()) await stop();
}

type Environment = Readonly<Record<string, string>>;

function spawned(args: readonly string[], env: Environment): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
}

function serve(env: Environment): void {
  const server = spawned([join(root, 'scripts/start.mjs')], env);
  stops.push(() => ended(server));
  server.once('exit', () => {
    if (stopping) return;
    console.error('Phecda ended by itself: stopping the others.');
    void stopAll().then(() => process.exit(1));
  });
}

/** One that ends is begun again, late enough to see what Phecda says of a team without. */
function watchOver(env: Environment): number | undefined {
  let daemon = spawned(['dist/alerts/src/main.js'], env);
  let again: NodeJS.Timeout | undefined;
  const onExit = (): void => {
    if (stopping) return;
    console.error(
      `The alert daemon has ended. Within a minute Phecda says so, and ${env['PUBLIC_URL']}/ready answers 503; it begins again in ${daemonAgainMs / 1000} seconds.`,
    );
    again = setTimeout(() => {
      daemon = spawned(['dist/alerts/src/main.js'], env);
      daemon.once('exit', onExit);
    }, daemonAgainMs);
  };
  daemon.once('exit', onExit);
  stops.push(() => {
    clearTimeout(again);
    return ended(daemon);
  });
  return daemon.pid;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** As a mail program shows it: subject, then the plain words with links that can be followed. */
function mailShown({ to, at, text }: TakenMail): string {
  const lines = text.split(/\r?\n/);
  const subject = lines.find((line) => line.startsWith('Subject: '))?.slice('Subject: '.length);
  const [, ...plain] = text.split(/^Content-Type: text\/plain.*\r?\n(?:Content-.*\r?\n)*/m);
  const [words = text] = plain.join('').split(/^Content-Type: text\/html/m);
  const linked = escaped(words.trim()).replace(
    /https?:\/\/[^\s&]+/g,
    (url) => `<a href="${url}" target="_blank" rel="noopener">${url}</a>`,
  );
  return `<h2>${escaped(subject ?? '')}</h2><p>${escaped(to)} · ${new Date(at).toISOString()}</p><pre>${linked}</pre>`;
}

async function catchMails(): Promise<string> {
  const peer = await smtpPeer();
  stops.push(() => peer.close());
  const pages = createServer((_, response) => {
    const mails = [...peer.mails].reverse();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><meta http-equiv="refresh" content="5"><meta name="color-scheme" content="light dark"><title>Mails (${mails.length})</title><style>body{font:14px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}h2{font-size:1.1em;margin:2em 0 0}p{margin:0;opacity:.7}pre{font:inherit;white-space:pre-wrap}</style><h1>Mails caught here and sent to nobody: ${mails.length}</h1>${mails.map(mailShown).join('')}`,
    );
  });
  pages.listen(mailPort, '127.0.0.1');
  await once(pages, 'listening');
  stops.push(async () => {
    pages.close();
    pages.closeAllConnections();
    await Promise.resolve();
  });
  return peer.url;
}

/** Ready, but for the daemon that is not there yet: what an earlier one left behind says that it stands still. */
async function answers(url: string): Promise<void> {
  for (const end = performance.now() + startMs; performance.now() < end; await wait(500)) {
    if (stopping) return;
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    const { reason } = ((await answer?.json().catch(() => null)) ?? {}) as { reason?: string };
    if (reason === 'alerts') return;
  }
  throw new Error(`${url} does not answer.`);
}

async function start(): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  console.log('Starting PostgreSQL and Neo4j (the first time Maven fetches it, 118 MB) …');
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  stops.push(() => postgres.stop());
  if (stopping) return void (await stopAll());
  const neo4j = await startNeo4j({ dataDir: join(folder, 'neo4j') });
  stops.push(() => neo4j.stop());
  const env = {
    DATA_DIR: join(folder, 'data'),
    SQL_URL: postgres.url,
    GRAPH_URL: neo4j.url.replace('bolt://', `bolt://${neo4j.user}:${neo4j.password}@`),
    SMTP_URL: await catchMails(),
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ALERT_CANARY_EMAIL: 'canary@phecda.example',
  };
  if (stopping) return void (await stopAll());
  serve(env);
  // Only when it answers has it made the stores and the secret that the daemon needs.
  await answers(`http://127.0.0.1:${port}/ready`);
  if (stopping) return;
  const daemon = watchOver(env);
  console.log(
    `\nThe team works.\n\n  Phecda  http://127.0.0.1:${port}\n  Mails   http://127.0.0.1:${mailPort}\n  Alerts  daemon ${daemon}: kill it to see what Phecda says without\n\nThe first time the demo comes in meanwhile; docs/tour.md, 11, has a file whose alerts come as mails.

Ctrl-C stops everything; the data stays in local/team.`,
  );
}

const stopped = untilStopped(stopAll);
try {
  await start();
  await stopped;
} catch (error) {
  const wanted = stopping;
  await stopAll();
  // Ctrl-C reaches what was just starting, too.
  if (wanted) process.exit(0);
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
process.exit(0);
