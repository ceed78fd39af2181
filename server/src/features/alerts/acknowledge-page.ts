/** The page behind the link in a message: acknowledges without logging in, once, and shows numbers and words alone. Looking at it changes nothing, as mail scanners look too. */
import { conditionWords } from '@phecda/alerts';
import { alertsByIds } from '@phecda/alerts/store/alert-store';
import { findLink, useLink } from '@phecda/alerts/store/alert-link';
import type { StateStore } from '@phecda/graph-schema';
import { Router, type Request, type Response } from 'express';
import { limitRate } from '../../http/rate-limits.ts';
import { checkOrigin } from '../../http/security.ts';

const perMinute = 30;
const mostListed = 20;
const tokenText = /^[\w-]{24}$/;

const words = {
  zh: {
    product: '天玑',
    title: '确认预警',
    open: '打开预警台',
    level: (level: number) => `${level} 级`,
    button: '确认收到',
    done: '已确认，谢谢。',
    used: '此前已用该链接确认，无需再次操作。',
    over: '此链接无效或已过期。请在系统中处理。',
  },
  en: {
    product: 'Phecda',
    title: 'Acknowledge the alert',
    open: 'Open the alert desk',
    level: (level: number) => `level ${level}`,
    button: 'I have it',
    done: 'Acknowledged. Thank you.',
    used: 'It was acknowledged by this link before: there is nothing more to do.',
    over: 'This link is not valid, or no longer. Please use the workbench.',
  },
} as const;

export function acknowledgePage(state: StateStore, clock: () => Date): Router {
  const router = Router();
  router.use(limitRate(perMinute));
  router.get('/:token', async (req, res) => {
    const { say, language } = wordsFor(req);
    const token = req.params.token;
    const link = tokenText.test(token) ? await findLink(state, token, clock()) : null;
    if (link?.state !== 'open')
      return show(res, language, link === null ? 404 : 410, [
        link?.state === 'used' ? say.used : say.over,
      ]);
    const alerts = (await alertsByIds(state, link.alerts)).slice(0, mostListed);
    const lines = alerts.map(
      ({ number, level, condition }) =>
        `#${number} · ${say.level(level)} · ${conditionWords(condition)[language]}`,
    );
    show(res, language, 200, lines, say.button);
  });
  // Only the page itself acknowledges; the link to it is followed from anywhere, such as a mailbox in the browser.
  router.post('/:token', checkOrigin);
  router.post('/:token', async (req, res) => {
    const { say, language } = wordsFor(req);
    const token = req.params.token;
    const used = tokenText.test(token) && (await useLink(state, token, clock()));
    if (used) return show(res, language, 200, [say.done]);
    // A second click says what the first has done.
    const link = tokenText.test(token) ? await findLink(state, token, clock()) : null;
    show(res, language, 410, [link?.state === 'used' ? say.used : say.over]);
  });
  return router;
}

function wordsFor(req: Request) {
  const language = req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
  return { language, say: words[language] } as const;
}

const style = `:root{color-scheme:light dark}body{font:16px/1.6 sans-serif;margin:0;background:light-dark(#eef1f6,#11151c)}
main{max-width:30em;margin:4em auto;padding:1.5em 2em 2em;border-radius:8px;background:light-dark(#fff,#1b2129)}
h1{font-size:1.3em;margin:0 0 1em}small{opacity:.7}p{margin:.5em 0}
button{font:inherit;margin:1em 0 1.5em;padding:.5em 1.5em;border:0;border-radius:6px;background:#1f5bcc;color:#fff;cursor:pointer}
a{color:light-dark(#1f5bcc,#7aa7f5)}`;

function show(
  res: Response,
  language: 'zh' | 'en',
  status: number,
  lines: readonly string[],
  button?: string,
): void {
  const { product, title, open } = words[language];
  const escaped = (text: string): string =>
    text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  res
    .status(status)
    // Browsers that may not say where a form comes from give its origin as null, which is a foreign one.
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>${title}</title><style>${style}</style>
<body><main><small>${product}</small><h1>${title}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}
${button === undefined ? '' : `<form method="post"><button>${button}</button></form>`}
<p><a href="/alerts">${open}</a></p></main></body></html>`,
    );
}
