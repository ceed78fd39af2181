import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ImportAbort } from './errors.ts';
import { handleFiles } from './load-many.ts';
import type { Job } from './jobs/job.ts';

it('has several files under way, begun and reported in their order, and goes on after a bad one', async () => {
  const files = Array.from({ length: 40 }, (_, i) => `f${i}`);
  const begun: string[] = [];
  const reported: string[] = [];
  const shown: string[] = [];
  let underWay = 0;
  let most = 0;
  const notes: string[] = [];
  const handled = handleFiles(
    files,
    {
      work: async (file, first) => {
        begun.push(file);
        most = Math.max(most, ++underWay);
        await setTimeout(40 - Number(file.slice(1)));
        if (first()) shown.push(file);
        underWay--;
        if (file === 'f7') throw new ImportAbort('broken', 'f7 is broken');
        return { title: file, problems: [] } as unknown as Job;
      },
      report: (job) => {
        reported.push(job.title);
        return job;
      },
    },
    { note: (text) => notes.push(text), out: () => undefined },
  );
  await expect(handled).rejects.toThrow('1 of 40 files failed.');
  expect(begun).toEqual(files);
  expect(reported).toEqual(files.filter((file) => file !== 'f7'));
  expect(notes).toEqual(['f7 is broken\n']);
  expect(most).toBe(16);
  // The screen's line is never of a file that waits for one before it.
  expect(shown[0]).toBe('f0');
  expect(shown).not.toContain('f1');
});
