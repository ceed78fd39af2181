/** What nobody hears of for a while, by whom and why; an end can be made at once. */
import { Button, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  EndSilenceDocument,
  SilencesDocument,
  type SilencesQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';

type Row = SilencesQuery['silences'][number];

export function SilencesTab() {
  const { t } = useTranslation('alerts');
  const { language } = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const [{ data, error }, ask] = useQuery({
    query: SilencesDocument,
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [, end] = useMutation(EndSilenceDocument);
  if (error) return <Failure error={error} retry={again} />;
  const inForce = ({ until, endedBy }: Row) => endedBy === null && Date.parse(until) > Date.now();
  const finish = async (id: string) => {
    const answer = await end({ id });
    if (answer.error) notify.failed(answer.error, t('endSilence'));
    again();
  };
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      dataSource={data?.silences ?? []}
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyHint text={t('noSilences')} /> }}
      columns={[
        {
          title: t('watch'),
          ellipsis: true,
          render: (_, { watch }) => watch?.title[language] ?? t('any'),
        },
        {
          title: t('target'),
          ellipsis: true,
          render: (_, { target }) => target?.label ?? t('any'),
        },
        {
          title: t('until'),
          width: 180,
          render: (_, row) => (
            <>
              {format.instant(row.until)} {!inForce(row) && <Tag>{t('over')}</Tag>}
            </>
          ),
        },
        { title: t('reason'), ellipsis: true, dataIndex: 'reason' },
        { title: t('actor'), width: 120, ellipsis: true, dataIndex: 'actor' },
        {
          title: '',
          width: 90,
          render: (_, row) =>
            inForce(row) && (
              <Button size="small" onClick={() => void finish(row.id)}>
                {t('endSilence')}
              </Button>
            ),
        },
      ]}
    />
  );
}
