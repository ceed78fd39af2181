/** Positions by HTTP: `POST` or `GET /api/positions`, with the key of a feed; answered after the commit. */
import type { Request, Response } from 'express';
import { DomainError } from '../../domain-error.ts';
import { decodeHttp } from '../decode/osmand/osmand-decoder.ts';
import type { FeedDesk } from '../feeds/feed-desk.ts';

const maxBytes = 512 * 1024;

export async function receiveHttp(desk: FeedDesk, req: Request, res: Response): Promise<void> {
  const feed = desk.withKey('http', keyOf(req));
  if (!feed)
    throw new DomainError('UNAUTHENTICATED', 'error.feedKey', 'No open feed has this key.');
  const decoded = decodeHttp(
    {
      query: req.query,
      contentType: req.headers['content-type'] ?? '',
      body: await bodyOf(req),
    },
    feed.datum,
    Date.now(),
  );
  const fixes = await desk.take(feed, decoded);
  const refused = decoded.flatMap((one) =>
    'refused' in one
      ? [{ code: one.refused.code, at: one.refused.at, words: one.refused.words }]
      : [],
  );
  const beyond = decoded.length - refused.length - fixes.length;
  res
    .status(fixes.length > 0 ? 200 : beyond > 0 ? 429 : 400)
    .json({ stored: fixes.length, beyondLimit: beyond, refused });
}

function keyOf(req: Request): string {
  const { authorization } = req.headers;
  if (authorization?.startsWith('Bearer ')) return authorization.slice('Bearer '.length);
  const { key } = req.query;
  return typeof key === 'string' ? key : '';
}

async function bodyOf(req: Request): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes)
      throw new DomainError('TOO_LARGE', 'error.requestTooLarge', 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
