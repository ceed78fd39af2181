/** The secret of record ids in tests: fixed, so that ids and what is ordered by them are the same in every run. */
export const recordSecret = 'the secret of record ids in tests, 32 bytes and more';
