/** The built client: hashed files for ever, the page itself always fresh, and the page for every address of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

export const clientFolder = fileURLToPath(new URL('../../../client/dist', import.meta.url));

export function staticClient(folder: string): Router {
  const router = Router();
  router.use(
    express.static(folder, {
      index: false,
      dotfiles: 'ignore',
      setHeaders: (res, path) => {
        const hashed = /[\\/]assets[\\/]/.test(path);
        res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  const page = join(folder, 'index.html');
  router.get(/.*/, (req, res, next) => {
    // A missing file is missing; any other address belongs to the page.
    if (req.accepts('html') === false || /\.[a-z0-9]{2,5}$/i.test(req.path)) return next();
    if (!existsSync(page)) {
      res
        .status(503)
        .type('text')
        .send('The client is not built. Run npm start, or npm run build.\n');
      return;
    }
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(page, { dotfiles: 'allow' });
  });
  return router;
}
