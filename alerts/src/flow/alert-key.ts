/** What makes an alert the same as one that was told. */
import { createHash } from 'node:crypto';
import type { Finding } from '../conditions/condition.ts';
import type { Watch } from '../watch.ts';

/** Of watch version, target and path, not of what triggered it. */
export function keyOf(
  watch: Pick<Watch, 'id' | 'version'>,
  finding: Pick<Finding, 'target' | 'path' | 'keyPath' | 'mark'>,
): string {
  return createHash('sha256')
    .update(
      [
        watch.id,
        watch.version,
        ...(finding.keyPath ?? [finding.target, ...finding.path]),
        finding.mark,
      ].join('|'),
    )
    .digest('hex');
}
