/** The child process of an import: takes one job after the other from its parent and answers each with the result or the reason. */
import { constants, setPriority } from 'node:os';
import { endWithParent, kill } from './end-with-parent.ts';
import { performJob } from './perform-job.ts';
import type { ChildJob, ChildMessage } from './protocol.ts';

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined || !process.connected) return reject(new Error('no parent'));
    process.send(message, undefined, undefined, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}

/* Without its parent the work has no purpose. */
endWithParent();

process.on('message', (job: ChildJob) => {
  /* Who asks the server waits, also for a preview; a file can. Threads that are made later inherit it. */
  if (job.task === 'prepare') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  performJob(job, (progress) => void send({ kind: 'progress', progress }).catch(() => undefined))
    .then(send)
    .catch(kill);
});
