/** Chains from a former shell by way of what persists to the candidate, most telling first. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../../app/addresses.ts';
import type { DriftEntityPartsFragment } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import type { Candidate } from './candidate-table.tsx';

export type Entities = ReadonlyMap<string, DriftEntityPartsFragment>;

export function EvidenceTab({
  candidate,
  entities,
}: {
  readonly candidate: Candidate;
  readonly entities: Entities;
}) {
  const { t } = useTranslation('drift');
  const legend = useLegend();
  return (
    <>
      {candidate.paths.length < candidate.pathsTotal && (
        <p className="muted">
          {t('xOfY', { ns: 'common', x: candidate.paths.length, y: candidate.pathsTotal })}
        </p>
      )}
      <ol className="drift-paths">
        {candidate.paths.map((path) => {
          const steps = path.entities.slice(0, -1);
          return (
            <li key={path.entities.join()} data-testid="drift-path">
              <Link
                to={networkAddress(path.entities.flatMap((id) => entities.get(id)?.record ?? []))}
                className="drift-chain"
              >
                {steps.map((id, i) => (
                  <Fragment key={id}>
                    {i > 0 && <ArrowRightOutlined />}
                    <TypeIcon type={entities.get(id)?.type ?? ''} size={14} />
                    <span className="ellipsis" title={entities.get(id)?.label}>
                      {entities.get(id)?.label ?? id}
                    </span>
                  </Fragment>
                ))}
              </Link>
              <small className="muted">
                {path.kinds.map(legend.kindLabel).join(' · ')}
                {path.since && ` · ${t('heldSince', { day: path.since })}`}
                {path.shells > 1 && ` · ${t('alsoShells', { count: path.shells })}`}
                {` · ${t('strength')} ${path.strength.toFixed(2)}`}
              </small>
            </li>
          );
        })}
      </ol>
    </>
  );
}
