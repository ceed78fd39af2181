/** What makes an alert the same as one that was told. */
import { createHash } from 'node:crypto';
import type { Finding } from '../conditions/condition.ts';
import type { Watch } from '../watch.ts';

/** So many former names of one finding are looked for. */
const mostFormer = 16;

/** Keys that it would have had under the records by which the revision before knew what it is about. */
export function formerKeysOf(watch: Pick<Watch, 'id' | 'version'>, finding: Finding): string[] {
  const { formerly, target, path, keyPath } = finding;
  if (formerly === undefined) return [];
  let named: ReadonlyMap<string, string>[] = [new Map()];
  for (const record of new Set(path))
    named = named
      .flatMap((names) =>
        [record, ...(formerly.get(record) ?? [])].map((one) => new Map([...names, [record, one]])),
      )
      .slice(0, mostFormer);
  const keys = named.map((names) => {
    const nameOf = (record: string): string => names.get(record) ?? record;
    return keyOf(watch, {
      ...finding,
      target: nameOf(target),
      path: path.map(nameOf),
      ...(keyPath && { keyPath: keyPath.map(nameOf) }),
    });
  });
  const own = keyOf(watch, finding);
  return [...new Set(keys)].filter((key) => key !== own);
}

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
