/** State migration 18: a sign of life of whoever writes a view that several processes share. */
export function viewBeat(): string[] {
  return [`CREATE TABLE view_beat (view TEXT PRIMARY KEY, beat BIGINT NOT NULL)`];
}
