/** Starts a module of ours in a thread or a process of its own: what scripts/build-code.mjs made of it where this code was built too, else its TypeScript. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Put in by the build; in code that runs from its sources there is no such name. */
declare const CODE_IS_BUILT: boolean | undefined;

const root = new URL('../../', import.meta.url).href;
const built = typeof CODE_IS_BUILT !== 'undefined';

/** `module`: URL of its TypeScript. */
export function startThread(module: URL, options: Omit<WorkerOptions, 'argv'>): Worker {
  if (built) return new Worker(builtForm(module), options);
  // A thread does not inherit the loader of TypeScript.
  const boot = new URL('./typescript-thread.mjs', import.meta.url);
  return new Worker(boot, { ...options, argv: [module.href] });
}

/** `module`: URL of its TypeScript. */
export function startProcess(
  module: URL,
  args: readonly string[],
  options: ForkOptions & { readonly execArgv?: string[] } = {},
): ChildProcess {
  if (built) return fork(builtForm(module), args, options);
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(fileURLToPath(module), args, {
    ...options,
    execArgv: ['--import', loader, ...(options.execArgv ?? [])],
  });
}

function builtForm({ href }: URL): URL {
  const path = href.slice(root.length).replace(/\.ts$/, '.js');
  return new URL(`dist/${path}`, root);
}
