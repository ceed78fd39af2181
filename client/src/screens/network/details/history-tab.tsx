/** What changed about the entity, revision by revision: when, by whom. */
import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLiveQuery } from '../../../app/live.ts';
import { EntityHistoryDocument } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';

interface Detail {
  readonly attributes?: readonly string[];
  readonly tagsAdded?: readonly string[];
  readonly tagsRemoved?: readonly string[];
  readonly formerLabel?: string;
  readonly reason?: string;
  readonly relations?: readonly {
    readonly kind: string;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  }[];
}

function DetailLines({ detail, type }: { detail: Detail; type: string }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const join = (names: readonly string[]) => names.join(legend.language === 'zh' ? '、' : ', ');
  const lines = [
    detail.formerLabel && t('history.formerLabel', { name: detail.formerLabel }),
    detail.attributes &&
      t('history.attributes', {
        names: join(detail.attributes.map((name) => legend.attributeLabel(type, name))),
      }),
    detail.tagsAdded &&
      t('history.tagsAdded', { names: join(detail.tagsAdded.map(legend.tagLabel)) }),
    detail.tagsRemoved &&
      t('history.tagsRemoved', { names: join(detail.tagsRemoved.map(legend.tagLabel)) }),
    detail.reason && t('history.reason', { reason: detail.reason }),
  ].filter(Boolean);
  return (
    <>
      {lines.map((line) => (
        <div key={String(line)} className="history-line">
          {line}
        </div>
      ))}
      {detail.relations && (
        <div className="history-line">
          {detail.relations.map((one) => (
            <span key={one.kind} className="history-relation">
              {legend.kindLabel(one.kind)}
              {one.added > 0 && ` +${one.added}`}
              {one.removed > 0 && ` −${one.removed}`}
              {one.changed > 0 && ` ~${one.changed}`}
            </span>
          ))}
        </div>
      )}
    </>
  );
}

export function HistoryTab({ id, type }: { id: string; type: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const [{ data, error, fetching }, again] = useLiveQuery(EntityHistoryDocument, { id, limit: 50 });
  if (error && !data) return <Failure error={error} retry={again} />;
  if (!data && fetching) return <Loading />;
  if (!data) return <EmptyHint text={t('history.none')} />;
  const reach = data.historyFrom ? (
    <p className="muted" data-testid="history-from">
      {t('history.keptFrom', { day: format.instant(data.historyFrom) })}
    </p>
  ) : null;
  if (!data.history.length)
    return (
      <>
        <EmptyHint text={t('history.none')} />
        {reach}
      </>
    );
  return (
    <div className="tab-body">
      {reach}
      <Timeline
        items={data.history.map((line) => ({
          key: `${line.revision} ${line.change}`,
          content: (
            <>
              <strong>{t(`history.changes.${line.change}`, { defaultValue: line.change })}</strong>
              <div className="muted">
                {t('history.revision', { revision: format.number(line.revision) })} ·{' '}
                {format.instant(line.at)} · {line.actor}
              </div>
              <DetailLines detail={(line.detail ?? {}) as Detail} type={type} />
            </>
          ),
        }))}
      />
    </div>
  );
}
