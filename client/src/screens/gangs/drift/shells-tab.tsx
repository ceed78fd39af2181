/** The candidate beside the former shell with which it shares most. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import type { Candidate } from './candidate-table.tsx';
import type { Entities } from './evidence-tab.tsx';

/** Names told in one cell. */
const MOST_TOLD = 6;

interface ShellsTabProps {
  readonly candidate: Candidate;
  readonly entities: Entities;
  typeLabel(type: string): string;
}

export function ShellsTab({ candidate, entities, typeLabel }: ShellsTabProps) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const { comparison } = candidate;
  if (!comparison) return <p className="muted">{t('noShell')}</p>;
  const names = (ids: readonly string[]) => {
    const told = ids.slice(0, MOST_TOLD).map((id) => entities.get(id)?.label ?? id);
    const more = ids.length - told.length;
    return (
      <span title={ids.map((id) => entities.get(id)?.label ?? id).join('\n')}>
        {told.join(' · ')}
        {more > 0 && ` ${t('andMore', { count: more })}`}
      </span>
    );
  };
  const price = (cents: number | null) => (cents === null ? '' : (cents / 100).toFixed(2));
  return (
    <>
      <table className="drift-compare" data-testid="shell-comparison">
        <thead>
          <tr>
            <th />
            <th title={comparison.shell.label}>
              {t('oldShell', { type: typeLabel(comparison.shell.type) })}
              <div className="ellipsis">{comparison.shell.label}</div>
            </th>
            <th>{t('both')}</th>
            <th title={candidate.label}>
              {t('newShell')}
              <div className="ellipsis">{candidate.label}</div>
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.things
            .filter(
              ({ shared, oldOnly, newOnly }) => shared.length + oldOnly.length + newOnly.length > 0,
            )
            .map(({ what, shared, oldOnly, newOnly }) => (
              <tr key={what} className={shared.length > 0 ? 'shared' : ''}>
                <th>{t(`things.${what}`)}</th>
                <td>{names(oldOnly)}</td>
                <td>
                  <b>{names(shared)}</b>
                </td>
                <td>{names(newOnly)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {comparison.prices.length > 0 && (
        <table className="drift-compare prices">
          <thead>
            <tr>
              <th>{t('pricePerKilogram')}</th>
              <th>{t('before')}</th>
              <th>{t('declarations')}</th>
              <th>{t('after')}</th>
              <th>{t('declarations')}</th>
            </tr>
          </thead>
          <tbody>
            {comparison.prices.map((row) => (
              <tr
                key={row.heading}
                className={row.old !== null && row.new !== null ? 'shared' : ''}
              >
                <th>{row.heading}</th>
                <td>{price(row.old)}</td>
                <td>{format.number(row.oldDeclarations)}</td>
                <td>{price(row.new)}</td>
                <td>{format.number(row.newDeclarations)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
