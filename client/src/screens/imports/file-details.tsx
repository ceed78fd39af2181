/** One imported file: what it did, which rows were rejected and why, and how to mend, correct or withdraw it. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Descriptions, Drawer, Input, Popconfirm, Space, Table, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  AlertsCountedDocument,
  ImportFileDocument,
  QuarantineRowsDocument,
  WithdrawFileDocument,
  type FilePartsFragment,
  type ImportFileQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import type { FileRole } from './file-role.ts';
import type { Job } from './job-progress.tsx';
import { useReason } from './problem-list.tsx';
import { stateOf } from './state-of-file.ts';
import { SummaryLine } from './summary-line.tsx';

const pageSize = 100;

export function FileDetails({
  fileId,
  close,
  started,
  load,
}: {
  fileId: string;
  close: () => void;
  started: (job: Job) => void;
  load: (file: File, role: FileRole) => void;
}) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const legend = useLegend();
  const notify = useNotify();
  const [{ data, error, fetching }] = useQuery({
    query: ImportFileDocument,
    variables: { id: fileId },
    requestPolicy: 'cache-and-network',
  });
  const [, withdraw] = useMutation(WithdrawFileDocument);
  const [reason, setReason] = useState('');
  const file = data?.file;
  const [{ data: counted }] = useQuery({
    query: AlertsCountedDocument,
    variables: { revision: file?.summary.revision ?? 0 },
    pause: !file?.history,
  });

  const takeBack = async () => {
    const result = await withdraw({ fileId, reason: reason.trim() });
    if (result.error) notify.failed(result.error, t('withdrawFailed'));
    else if (result.data) started(result.data.withdrawFile);
  };
  return (
    <Drawer open onClose={close} size={860} title={file?.name ?? t('file')}>
      {error ? (
        <Failure error={error} />
      ) : !file ? (
        fetching ? (
          <Loading />
        ) : (
          <EmptyHint text={t('fileGone')} />
        )
      ) : (
        <div className="file-details">
          <Descriptions
            size="small"
            column={2}
            items={[
              { key: 'dataset', label: t('dataset'), children: legend.datasetLabel(file.dataset) },
              {
                key: 'state',
                label: t('stateLabel'),
                children: t(`fileState.${stateOf(file)}`, { defaultValue: file.state }),
              },
              { key: 'at', label: t('at'), children: `${format.instant(file.at)} · ${file.actor}` },
              { key: 'mode', label: t('mode'), children: t(`modes.${file.mode}`) },
              { key: 'date', label: t('sourceDate'), children: file.sourceDate ?? '–' },
              { key: 'bytes', label: t('size'), children: format.bytes(file.bytes) },
              ...(file.history
                ? [
                    {
                      key: 'history',
                      label: t('asHistory'),
                      span: 2,
                      children: t('historyCounted', {
                        count: counted?.alertsCounted ?? 0,
                      }),
                    },
                  ]
                : []),
              ...(file.supplements
                ? [
                    {
                      key: 'base',
                      label: t('addsTo'),
                      span: 2,
                      children: (
                        <Link to={`/imports/${file.supplements.id}`}>{file.supplements.name}</Link>
                      ),
                    },
                  ]
                : []),
              { key: 'sha', label: 'SHA-256', span: 2, children: <code>{file.sha256}</code> },
              ...(file.reason
                ? [{ key: 'reason', label: t('reason'), span: 2, children: file.reason }]
                : []),
            ]}
          />
          <SummaryLine summary={file.summary} />
          <Space wrap>
            {file.state === 'loaded' && (
              <>
                <Upload
                  showUploadList={false}
                  beforeUpload={(chosen) => (
                    load(chosen, { supersedes: file.id, mappingId: file.mappingId }),
                    false
                  )}
                >
                  <Button>{t('loadCorrection')}</Button>
                </Upload>
                <Popconfirm
                  title={t('withdrawTitle')}
                  description={
                    <Input.TextArea
                      autoSize={{ minRows: 2 }}
                      style={{ width: 320 }}
                      placeholder={t('withdrawWhy')}
                      aria-label={t('withdrawWhy')}
                      value={reason}
                      onChange={(event) => setReason(event.target.value)}
                    />
                  }
                  okText={t('withdraw')}
                  okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
                  cancelText={t('cancel', { ns: 'common' })}
                  onConfirm={() => void takeBack()}
                >
                  <Button danger data-testid="withdraw">
                    {t('withdraw')}
                  </Button>
                </Popconfirm>
              </>
            )}
          </Space>
          {data && data.openEnds.length > 0 && <OpenEnds ends={data.openEnds} />}
          {file.summary.rowsQuarantined + file.summary.relationsSetAside > 0 && (
            <Quarantine file={file} load={load} />
          )}
        </div>
      )}
    </Drawer>
  );
}

/** What the file relates to that no source gives (yet). */
function OpenEnds({ ends }: { ends: ImportFileQuery['openEnds'] }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const legend = useLegend();
  const isEvent = (kind: string): boolean => legend.events.some(({ name }) => name === kind);
  const nameOf = (kind: string): string =>
    isEvent(kind) ? legend.eventLabel(kind) : legend.kindLabel(kind);
  return (
    <section data-testid="open-ends">
      <h2>{t('openEnds')}</h2>
      <span className="muted">{t('openEndsHint')}</span>
      <Table
        size="small"
        rowKey={(row) => `${row.kind}-${row.end}`}
        dataSource={[...ends]}
        pagination={false}
        columns={[
          { title: t('openEndsKind'), dataIndex: 'kind', render: nameOf },
          {
            title: t('openEndsEnd'),
            dataIndex: 'end',
            render: (end: string, { kind }) =>
              isEvent(kind) ? legend.roleLabel(kind, end) : t(`ends.${end}`),
          },
          {
            title: t('openEndsCount'),
            dataIndex: 'count',
            align: 'right',
            render: (count: number) => format.number(count),
          },
          {
            title: t('openEndsRow'),
            dataIndex: 'row',
            align: 'right',
            render: (row: number) => format.number(row),
          },
        ]}
      />
    </section>
  );
}

function Quarantine({
  file,
  load,
}: {
  file: FilePartsFragment;
  load: (file: File, role: FileRole) => void;
}) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const reason = useReason();
  const [page, setPage] = useState(1);
  const [{ data, error, fetching }] = useQuery({
    query: QuarantineRowsDocument,
    variables: { fileId: file.id, limit: pageSize, offset: (page - 1) * pageSize },
  });
  if (error) return <Failure error={error} />;
  const answer = data?.quarantine;
  return (
    <section className="quarantine" data-testid="quarantine">
      <header>
        <h2>{t('quarantine')}</h2>
        <span className="muted">
          {answer &&
            t(file.mode === 'snapshot' ? 'quarantineHintWhole' : 'quarantineHint', {
              shown: format.number(answer.rows.length),
              total: format.number(answer.total),
            })}
        </span>
        <span className="grow" />
        <Button icon={<DownloadOutlined />} href={`/api/quarantine/${file.id}.csv`} download>
          {t('download')}
        </Button>
        {file.mode !== 'snapshot' && (
          <Upload
            showUploadList={false}
            beforeUpload={(chosen) => (load(chosen, { mappingId: file.mappingId }), false)}
          >
            <Button data-testid="load-mended">{t('loadCorrected')}</Button>
          </Upload>
        )}
      </header>
      {file.mode === 'snapshot' && file.state === 'loaded' && (
        <WaysToMend file={file} load={load} />
      )}
      <Table
        size="small"
        loading={fetching}
        rowKey={(row) => `${row.row}-${row.field}-${row.code}`}
        dataSource={answer?.rows ?? []}
        pagination={{
          current: page,
          pageSize,
          total: answer?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        columns={[
          {
            title: t('row'),
            dataIndex: 'row',
            width: 80,
            align: 'right',
            render: (row: number) => (row > 0 ? format.number(row) : t('wholeFile')),
          },
          { title: t('field'), dataIndex: 'field', width: 150 },
          {
            title: t('value'),
            dataIndex: 'value',
            width: 220,
            render: (value: string | null) =>
              value !== null && <code className="cell">{value}</code>,
          },
          { title: t('reason'), render: (_, row) => reason(row.code, row.reason) },
        ]}
      />
    </section>
  );
}

/** A full list is mended by adding the mended rows to it, or by the whole of it once more. */
function WaysToMend({
  file,
  load,
}: {
  file: FilePartsFragment;
  load: (file: File, role: FileRole) => void;
}) {
  const { t } = useTranslation('imports');
  const name = file.supplements?.name ?? file.name;
  return (
    <div className="ways-to-mend">
      <Upload
        showUploadList={false}
        beforeUpload={(chosen) => (
          load(chosen, { supplements: file.id, mappingId: file.mappingId }),
          false
        )}
      >
        <Button data-testid="load-mended">{t('loadCorrected')}</Button>
      </Upload>
      <span className="muted">{t('loadCorrectedHint', { name })}</span>
      {!file.supplements && (
        <>
          <Upload
            showUploadList={false}
            beforeUpload={(chosen) => (
              load(chosen, { supersedes: file.id, mappingId: file.mappingId }),
              false
            )}
          >
            <Button data-testid="load-whole">{t('loadWhole')}</Button>
          </Upload>
          <span className="muted">{t('loadWholeHint', { name })}</span>
        </>
      )}
    </div>
  );
}
