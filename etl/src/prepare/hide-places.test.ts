import { expect, it } from 'vitest';
import { hideAllPaths, hidePlaces } from './hide-places.ts';
import { type HeadJob, defaultLimits } from './protocol.ts';

const job: HeadJob = {
  task: 'head',
  path: '/srv/phecda/data/uploads/0f3c',
  fileName: '报关单.csv',
  rows: 1,
  temporary: '/srv/phecda/data/scratch/.head-x',
  limits: defaultLimits,
};

it('places of the server become the name of the file; paths within a document stay', () => {
  expect(
    hidePlaces(
      'IO Error: "/srv/phecda/data/uploads/0f3c" and /srv/phecda/data/scratch/.head-x/rows.csv: no element at /list/a/b',
      job,
    ),
  ).toBe('IO Error: "报关单.csv" and rows.csv: no element at /list/a/b');
  expect(hideAllPaths("ENOENT: open '/srv/phecda/data/x.db' at file:///srv/a b/c.ts:3")).toBe(
    "ENOENT: open 'x.db' at c.ts:3",
  );
});
