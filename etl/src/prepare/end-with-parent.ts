/** Ends this process as soon as its parent has gone, whatever its main thread is doing: inside of the database it hears no event, and an orderly exit would wait for the database's threads. */
import { Worker } from 'node:worker_threads';

const lookEveryMs = 200;

/* A process whose parent ends gets another one; where the system keeps the number (Windows), the old one does not answer any more. */
const watch = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  let there = process.ppid === workerData;
  if (there) try { process.kill(workerData, 0); } catch (error) { there = error.code === 'EPERM'; }
  if (!there) process.kill(process.pid, 'SIGKILL');
}, ${lookEveryMs});
`;

export function endWithParent(): void {
  process.on('disconnect', kill);
  // Loads nothing: neither our flags nor the loader of TypeScript.
  new Worker(watch, { eval: true, workerData: process.ppid, execArgv: [] }).unref();
}

/** Without waiting for anything. */
export function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}
