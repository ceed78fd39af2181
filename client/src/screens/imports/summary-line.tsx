/** What a file did: rows read, loaded, quarantined; entities and relations added, changed, removed. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { SummaryPartsFragment } from '../../generated/graphql.ts';

export function SummaryLine({
  summary,
  dry = false,
  graph = true,
}: {
  summary: SummaryPartsFragment;
  dry?: boolean;
  /** Whether it can change entities and relations; positions do not. */
  graph?: boolean;
}) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const cell = (name: string, value: number, warn = false) => (
    <div className={warn && value > 0 ? 'figure warn' : 'figure'}>
      <b className="num">{format.number(value)}</b>
      <span>{t(`figures.${name}`)}</span>
    </div>
  );
  const counts = graph && !dry;
  // The same position again is not stored twice.
  const known =
    summary.rowsLoaded && summary.rowsRead - summary.rowsLoaded - summary.rowsQuarantined;
  const nothing =
    summary.entitiesAdded +
      summary.entitiesChanged +
      summary.entitiesRemoved +
      summary.relationsAdded +
      summary.relationsChanged +
      summary.relationsRemoved ===
    0;
  return (
    <div className="summary">
      <div className="figures">
        {cell('rowsRead', summary.rowsRead)}
        {cell('rowsLoaded', summary.rowsLoaded)}
        {cell('rowsQuarantined', summary.rowsQuarantined, true)}
        {summary.relationsSetAside > 0 &&
          cell('relationsSetAside', summary.relationsSetAside, true)}
        {!graph && known > 0 && cell('rowsKnown', known)}
        {counts && cell('entitiesAdded', summary.entitiesAdded)}
        {counts && cell('entitiesChanged', summary.entitiesChanged)}
        {counts && cell('entitiesRemoved', summary.entitiesRemoved)}
        {counts && cell('relationsAdded', summary.relationsAdded)}
        {counts && cell('relationsChanged', summary.relationsChanged)}
        {counts && cell('relationsRemoved', summary.relationsRemoved)}
      </div>
      <div className="muted">
        {dry
          ? t('dryDone')
          : !graph
            ? summary.rowsLoaded > 0 && t('positionsDone')
            : nothing
              ? t('noChanges')
              : summary.revision !== null && t('asRevision', { revision: summary.revision })}
        {(summary.filesTogether ?? 1) > 1 &&
          ` · ${t('together', { count: (summary.filesTogether ?? 1) - 1 })}`}
        {summary.seconds > 0 &&
          ` · ${t('took', { seconds: format.number(Math.max(0.1, Math.round(summary.seconds * 10) / 10)) })}`}
      </div>
      {summary.steps && summary.steps.length > 0 && (
        <div className="muted" data-testid="summary-steps">
          {summary.steps
            .map(({ phase, seconds }) =>
              t('stepTook', {
                phase: t(`jobs.phases.${phase}`, { ns: 'common', defaultValue: phase }),
                seconds: format.number(seconds),
              }),
            )
            .join(' · ')}
        </div>
      )}
    </div>
  );
}
