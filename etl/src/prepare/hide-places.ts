/** What people are told of a failure names their file, and no folder of the server. */
import { basename, dirname } from 'node:path';
import type { ChildJob } from './protocol.ts';

/** The folders of the job replaced by the file's name as its owner knows it. */
export function hidePlaces(text: string, job: ChildJob): string {
  const folders = [
    job.temporary,
    dirname(job.path),
    ...('scratch' in job ? [dirname(job.scratch)] : []),
  ];
  let hidden = text.replaceAll(job.path, job.fileName);
  for (const folder of folders.sort((a, b) => b.length - a.length))
    if (folder.length > 1) hidden = hidden.replaceAll(`${folder}/`, '');
  return hidden;
}

/** For texts of which nothing is known: every path becomes its last part. */
export function hideAllPaths(text: string): string {
  return text.replaceAll(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][\w.@+ -]*[\w.@+-]){2,}/g, (path) =>
    basename(path),
  );
}
