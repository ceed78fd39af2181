/** Loaded before every file of contracts, flows and pages: what they start is started as built, in a third of the time of its TypeScript. */
declare const CODE_IS_BUILT: boolean | undefined;

if (typeof CODE_IS_BUILT === 'undefined')
  throw new Error('CODE_IS_BUILT of vitest.config.ts did not reach the tests.');
