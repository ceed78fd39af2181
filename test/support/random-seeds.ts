/** Loaded before every test file: all of fast-check starts from one seed, fixed in `npm test`; the long run draws and prints one, and TEST_SEED repeats it. */
import fc from 'fast-check';
import { longRun } from './run-length.ts';

const fixed = 20_240_229;
const given = process.env['TEST_SEED'];
const seed = given !== undefined ? Number(given) : longRun ? Date.now() % 2 ** 31 : fixed;
if (!Number.isSafeInteger(seed)) throw new Error(`TEST_SEED must be a whole number, not ${given}.`);
if (seed !== fixed) console.log(`Random seed of this file: TEST_SEED=${seed}`);

fc.configureGlobal({ seed, endOnFailure: !longRun });
