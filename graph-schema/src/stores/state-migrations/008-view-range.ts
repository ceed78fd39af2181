/** State migration 8: what a view is being brought up to is a range of revisions, written down so that a half-built one goes on with the same chunks. */
export function viewRange(): string[] {
  // `snapshot_revision` is the end of the range. NULL: an older version began it, in other chunks.
  return [`ALTER TABLE view_state ADD COLUMN after_revision BIGINT`];
}
