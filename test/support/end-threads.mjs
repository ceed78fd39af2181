/** Loaded before a server: the threads that it made end at once when the process gets SIGUSR2. */
import { Worker } from 'node:worker_threads';

process.on('worker', (worker) => {
  // Not those of Node's module loader.
  if (worker.constructor === Worker) process.on('SIGUSR2', () => void worker.terminate());
});
