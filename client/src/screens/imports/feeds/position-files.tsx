/** Files of positions: what each brought, which of its rows were none, and taking one back. */
import { UndoOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import {
  PositionFileRefusalsDocument,
  PositionFilesDocument,
  WithdrawPositionFileDocument,
  type PositionFilesQuery,
} from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

type File = PositionFilesQuery['positionFiles']['files'][number];

const refreshMs = 5_000;
const most = 500;
const colours = { loading: 'processing', loaded: 'success', withdrawn: 'default' } as const;

export function PositionFiles() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [taken, setTaken] = useState<File | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: PositionFilesDocument,
    variables: { first: most },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), refreshMs);
    return () => clearInterval(timer);
  }, [ask]);
  const [, withdraw] = useMutation(WithdrawPositionFileDocument);
  if (error && !data) return <Failure error={error} retry={again} />;
  const { total = 0, files = [] } = data?.positionFiles ?? {};
  return (
    <section data-testid="position-files">
      <div className="bar">
        <h2>{t('files.title')}</h2>
        <span className="muted">
          {t('xOfY', { ns: 'common', x: format.number(files.length), y: format.number(total) })}
        </span>
      </div>
      <Table<File>
        size="small"
        rowKey="fileId"
        loading={fetching && !data}
        dataSource={files}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('files.none')} /> }}
        expandable={{
          rowExpandable: ({ refused }) => refused > 0,
          expandedRowRender: ({ fileId, refused }) => <Refused fileId={fileId} total={refused} />,
        }}
        columns={[
          { title: t('files.name'), ellipsis: true, dataIndex: 'name' },
          {
            title: t('files.state'),
            width: 90,
            render: (_, { state }) => (
              <Tag color={colours[state]}>{t(`files.states.${state}`)}</Tag>
            ),
          },
          { title: t('datum'), width: 80, dataIndex: 'datum' },
          ...(['rows', 'stored', 'duplicate', 'refused'] as const).map((key) => ({
            title: t(key === 'rows' ? 'files.rows' : key),
            width: 90,
            align: 'right' as const,
            render: (_: unknown, file: File) => (
              <span className={key === 'refused' && file.refused > 0 ? 'warn' : ''}>
                {format.number(file[key])}
              </span>
            ),
          })),
          {
            title: t('files.at'),
            width: 160,
            render: (_, { madeAt }) => format.instant(madeAt),
          },
          { title: t('files.by'), width: 90, ellipsis: true, dataIndex: 'actor' },
          {
            title: '',
            width: 50,
            render: (_, file) =>
              file.state === 'loaded' && (
                <Button
                  type="text"
                  danger
                  icon={<UndoOutlined />}
                  title={t('files.withdraw')}
                  aria-label={`${t('files.withdraw')}: ${file.name}`}
                  onClick={() => setTaken(file)}
                  data-testid="withdraw-positions"
                />
              ),
          },
        ]}
      />
      {taken && (
        <ReasonDialog
          title={t('files.withdrawTitle', { name: taken.name })}
          ok={t('files.withdraw')}
          close={() => setTaken(null)}
          save={async ({ reason }) => {
            const answer = await withdraw({ fileId: taken.fileId, reason });
            again();
            return answer.error;
          }}
        />
      )}
    </section>
  );
}

function Refused({ fileId, total }: { readonly fileId: string; readonly total: number }) {
  const { t, i18n } = useTranslation('feeds');
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const format = useFormat();
  const [{ data, error }] = useQuery({
    query: PositionFileRefusalsDocument,
    variables: { fileId },
  });
  if (error) return <Failure error={error} />;
  const rows = data?.positionFileRefusals ?? [];
  return (
    <>
      <small className="muted">
        {t('xOfY', { ns: 'common', x: format.number(rows.length), y: format.number(total) })}
      </small>
      <Table
        size="small"
        rowKey={({ row, field }) => `${row} ${field}`}
        loading={!data}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('files.row'), width: 90, dataIndex: 'row' },
          { title: t('files.field'), width: 160, dataIndex: 'field' },
          { title: t('sample'), ellipsis: true, dataIndex: 'value' },
          { title: t('reason'), render: (_, row) => row[language] },
        ]}
      />
    </>
  );
}
