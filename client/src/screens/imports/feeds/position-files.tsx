/** Files of positions: what each brought, which of its rows were none, and taking one back. */
import { DownOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import {
  PositionFileDatumsDocument,
  PositionFileRefusalsDocument,
  PositionFilesDocument,
  RereadPositionFileDocument,
  WithdrawPositionFileDocument,
  type Datum,
  type PositionFileDatumsQuery,
  type PositionFilesQuery,
} from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { datumWords } from './feed-input.ts';

type File = PositionFilesQuery['positionFiles']['files'][number];
type Doubted = PositionFileDatumsQuery['positionFiles']['files'][number];

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
  const [reread, setReread] = useState<{
    file: Pick<File, 'fileId' | 'name'>;
    datum: Datum;
  } | null>(null);
  const [, readIn] = useMutation(RereadPositionFileDocument);
  // Where vehicles stand is looked up in all positions: the list does not wait for it.
  const states = (data?.positionFiles.files ?? []).map(({ state, datum }) => `${state} ${datum}`);
  const [doubts, askDoubts] = useQuery({ query: PositionFileDatumsDocument, pause: true });
  const seen = states.join();
  useEffect(() => {
    if (seen !== '') askDoubts({ requestPolicy: 'network-only' });
  }, [seen, askDoubts]);
  const doubted = doubts.data?.positionFiles.files ?? [];
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
      {doubted.map((file) => (
        <DatumDoubt key={file.fileId} file={file} accept={(datum) => setReread({ file, datum })} />
      ))}
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
          {
            title: t('datum'),
            width: 110,
            render: (_, file) => (
              <FileDatum file={file} choose={(datum) => setReread({ file, datum })} />
            ),
          },
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
      {reread && (
        <ReasonDialog
          title={t('files.rereadTitle', {
            name: reread.file.name,
            datum: datumWords[reread.datum],
          })}
          ok={t('files.reread')}
          close={() => setReread(null)}
          save={async ({ reason }) => {
            const answer = await readIn({
              fileId: reread.file.fileId,
              datum: reread.datum,
              reason,
            });
            again();
            return answer.error;
          }}
        >
          <p className="muted">{t('files.rereadWhy')}</p>
        </ReasonDialog>
      )}
    </section>
  );
}

const datumNames = Object.entries(datumWords) as [Datum, string][];

/** Another one can be chosen where the file as a whole has one. */
function FileDatum({ file, choose }: { readonly file: File; choose(datum: Datum): void }) {
  const { t } = useTranslation('feeds');
  if (file.datum === 'column') return t('files.byRow');
  if (file.state !== 'loaded') return file.datum;
  const items = datumNames
    .filter(([, words]) => words !== file.datum)
    .map(([key, words]) => ({ key, label: t('files.rereadAs', { datum: words }) }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key as Datum) }}>
      <Button
        size="small"
        type="text"
        aria-label={`${t('datum')}: ${file.name}`}
        data-testid="file-datum"
      >
        {file.datum} <DownOutlined />
      </Button>
    </Dropdown>
  );
}

function DatumDoubt({ file, accept }: { readonly file: Doubted; accept(datum: Datum): void }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const proposal = file.datumProposal;
  if (!proposal) return null;
  const datum = datumWords[proposal.datum];
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="file-datum-proposal"
      title={t('datumLooksWrong', { name: file.name, datum: file.datum })}
      description={t('datumProposed', {
        datum,
        offset: format.number(Math.round(proposal.offset)),
        rest: format.number(Math.round(proposal.rest)),
        fixes: format.number(proposal.fixes),
      })}
      action={
        <Button size="small" onClick={() => accept(proposal.datum)} data-testid="file-datum-accept">
          {t('files.rereadAs', { datum })}
        </Button>
      }
    />
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
