/** All tests: units beside their sources, contracts on every engine, flows, and the real page in Chromium. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const seconds = 1000;
const setupFiles = ['test/support/random-seeds.ts'];
const ofBuiltCode = [...setupFiles, 'test/support/code-is-built.ts'];
/** Once more on a loaded machine; `scripts/test.ts` names at its end what needed it. */
const secondTry = 1;
const globalSetup = 'test/support/servers-setup.ts';
/** Flows and pages at once: one, unless `scripts/test.ts` asks for more. */
const maxWorkers = Number(process.env['TEST_WORKERS'] ?? 1);
/** Threads and processes start from what the set-up has built, as in the product. An object for each project: vitest empties it. */
const built = () => ({ CODE_IS_BUILT: 'true' });
/** The one copy of the library that Node itself takes: a schema of one copy is none to the other. */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['{graph-schema,etl,alerts,server}/src/**/*.test.ts', 'test/unit/**/*.test.ts'],
          setupFiles,
          isolate: false,
          testTimeout: 60 * seconds,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'client',
          environment: 'jsdom',
          isolate: false,
          include: ['client/src/**/*.test.{ts,tsx}'],
          testTimeout: 60 * seconds,
        },
      },
      {
        define: built(),
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          setupFiles: ofBuiltCode,
          globalSetup,
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          testTimeout: 240 * seconds,
          hookTimeout: 400 * seconds,
        },
      },
      {
        define: built(),
        resolve,
        test: {
          name: 'flow',
          include: ['test/flow/**/*.test.ts'],
          retry: secondTry,
          setupFiles: ofBuiltCode,
          globalSetup,
          sequence: { groupOrder: 2 },
          maxWorkers,
          testTimeout: 400 * seconds,
          hookTimeout: 400 * seconds,
        },
      },
      {
        define: built(),
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          retry: secondTry,
          setupFiles: ofBuiltCode,
          globalSetup,
          sequence: { groupOrder: 3 },
          maxWorkers,
          testTimeout: 240 * seconds,
          hookTimeout: 400 * seconds,
        },
      },
    ],
  },
});
