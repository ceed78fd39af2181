/** What changed about the entity, revision by revision: when, by whom. */
import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { EntityHistoryDocument } from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';

function detailText(detail: unknown): string {
  if (detail === null || detail === undefined) return '';
  if (typeof detail !== 'object') return String(detail);
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}

export function HistoryTab({ id }: { id: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const [{ data, error, fetching }, again] = useQuery({ query: EntityHistoryDocument, variables: { id, limit: 50 }, requestPolicy: 'cache-and-network' });
  if (error && !data) return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data && fetching) return <Loading />;
  if (!data?.history.length) return <EmptyHint text={t('history.none')} />;
  return (
    <div className="tab-body">
      <Timeline
        items={data.history.map((line) => ({
          key: `${line.revision} ${line.change}`,
          content: (
            <>
              <strong>{t(`history.changes.${line.change}`, { defaultValue: line.change })}</strong>
              <div className="muted">
                {t('history.revision', { revision: format.number(line.revision) })} · {format.instant(line.at)} · {line.actor}
              </div>
              <small className="muted">{detailText(line.detail)}</small>
            </>
          ),
        }))}
      />
    </div>
  );
}
