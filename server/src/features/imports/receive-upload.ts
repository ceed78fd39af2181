/** POST /api/uploads: one file of multipart form data to disk, under a size cap and a name of our own. */
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { storageErrorOf } from '@phecda/graph-schema/ports/store-errors';
import { ownFolder } from '@phecda/graph-schema/data-folder/own-folder';
import multer, { MulterError } from 'multer';
import { DomainError } from '../../domain-error.ts';
import type { RouteHandler } from '../feature.ts';

/** An upload may take hours, but not pause for longer. */
const maxPauseMs = 60_000;

export function receiveUpload(folder: string, limit: number): RouteHandler {
  // Half an upload lies apart: nobody asks for it again, and the next start removes it.
  const incoming = ownFolder(folder);
  const receive = multer({
    storage: multer.diskStorage({
      destination: incoming,
      filename: (_req, _file, done) => done(null, randomUUID()),
    }),
    limits: { fileSize: limit, files: 1, fields: 4, fieldSize: 1000, parts: 5, headerPairs: 20 },
    defParamCharset: 'utf8',
  }).single('file');
  return async (context, req, res) => {
    // Known before a byte is stored: who uploads.
    const actor = context.actor();
    req.setTimeout(maxPauseMs, () => {
      if (!req.complete) req.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      receive(req, res, (error: unknown) =>
        error === undefined || error === null ? resolve() : reject(toDomain(error, limit)),
      );
    });
    const { file } = req;
    if (!file)
      throw new DomainError('BAD_INPUT', 'error.fileMissing', 'The form has no field "file".');
    const name = displayName(file.originalname);
    try {
      await context.services.imports.uploads.add({
        id: file.filename,
        name,
        bytes: file.size,
        actor,
      });
      await rename(file.path, join(folder, file.filename));
    } catch (error) {
      await rm(file.path, { force: true });
      throw error;
    }
    res.json({ uploadId: file.filename, name, bytes: file.size });
  };
}

/** Last part of whatever path the browser gives, without control characters; only ever shown and matched, never opened. */
function displayName(original: string): string {
  const name = basename(original.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return name === '' ? 'upload' : name.slice(0, 200);
}

function toDomain(error: unknown, limit: number): unknown {
  if (storageErrorOf(error)) return error;
  if (!(error instanceof MulterError))
    return new DomainError('BAD_INPUT', 'error.badUpload', 'The upload cannot be read.');
  if (error.code === 'LIMIT_FILE_SIZE') {
    return new DomainError(
      'TOO_LARGE',
      'error.fileTooLarge',
      `Files may have at most ${limit} bytes.`,
      { most: limit },
    );
  }
  return new DomainError('BAD_INPUT', 'error.badUpload', 'The upload cannot be read.', {
    detail: error.code,
  });
}
