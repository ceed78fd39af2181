/** Files in: drop, propose a mapping, try, load, correct, withdraw; and the history of all that was loaded. */
import { InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Select, Table, Tabs, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useOnJobTurn } from '../../app/live-jobs.ts';
import { useOnChange } from '../../app/live.ts';
import { useNotify } from '../../app/notify.tsx';
import { useScreenStatus } from '../../app/status.ts';
import {
  DemoAlertFileDocument,
  FilesDocument,
  ImportJobsDocument,
  type FilePartsFragment,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FeedsTab } from './feeds/feeds-tab.tsx';
import { FileDetails } from './file-details.tsx';
import type { FileRole } from './file-role.ts';
import { ImportWizard } from './import-wizard.tsx';
import { JobProgress, type Job } from './job-progress.tsx';
import { MappingList } from './mapping-list.tsx';
import { stateOf } from './state-of-file.ts';
import { uploadFile, type Upload as Sending } from './upload.ts';
import './imports.css';

interface Dropped {
  readonly key: number;
  readonly name: string;
  readonly share: number;
  readonly uploadId?: string;
  readonly role: FileRole;
  readonly sending: Sending;
}

const pageSize = 50;
let dropNumber = 0;

export function ImportsScreen() {
  const { t } = useTranslation('imports');
  const notify = useNotify();
  const navigate = useNavigate();
  const { fileId } = useParams();
  const [dropped, setDropped] = useState<readonly Dropped[]>([]);
  const [wizard, setWizard] = useState<{ uploadId: string; role: FileRole } | null>(null);
  const [started, setStarted] = useState<readonly Job[]>([]);
  const [{ data: jobData }, jobsAgain] = useQuery({
    query: ImportJobsDocument,
    requestPolicy: 'cache-and-network',
  });

  const [{ data: demo }] = useQuery({ query: DemoAlertFileDocument });

  const drop = (file: File, role: FileRole = {}) => {
    const key = ++dropNumber;
    const change = (patch: Partial<Dropped>) =>
      setDropped((before) => before.map((one) => (one.key === key ? { ...one, ...patch } : one)));
    const sending = uploadFile(file, (share) => change({ share }));
    setDropped((before) => [...before, { key, name: file.name, share: 0, role, sending }]);
    sending.done.then(
      ({ uploadId }) => {
        change({ share: 1, uploadId });
        setWizard((open) => open ?? { uploadId, role });
      },
      (error: unknown) => {
        setDropped((before) => before.filter((one) => one.key !== key));
        if (!(error instanceof DOMException && error.name === 'AbortError'))
          notify.failed(error, t('uploadFailed', { name: file.name }));
      },
    );
  };
  const follow = (job: Job) => {
    setStarted((before) => [job, ...before.filter((one) => one.id !== job.id)]);
    jobsAgain({ requestPolicy: 'network-only' });
  };
  useOnJobTurn(() => jobsAgain({ requestPolicy: 'network-only' }));
  const running = (jobData?.jobs.jobs ?? []).filter((job) =>
    started.every((one) => one.id !== job.id),
  );

  return (
    <div className="screen imports">
      <Tabs
        items={[
          {
            key: 'load',
            label: t('tabs.load'),
            children: (
              <>
                <Upload.Dragger
                  multiple
                  showUploadList={false}
                  beforeUpload={(file) => (drop(file), false)}
                  data-testid="drop"
                >
                  <InboxOutlined /> <b>{t('drop')}</b>{' '}
                  <span className="muted">{t('dropHint')}</span>
                </Upload.Dragger>
                {demo?.demoAlertFile && (
                  <Button
                    type="link"
                    style={{ paddingInline: 0 }}
                    data-testid="demo-alert-file"
                    onClick={() => {
                      const { name, mapping, text } = demo.demoAlertFile ?? {};
                      if (text)
                        drop(new File([text], name ?? ''), mapping ? { mappingId: mapping } : {});
                    }}
                  >
                    {t('demoAlertFile', { name: demo.demoAlertFile.name })}
                  </Button>
                )}
                {dropped.map((one) => (
                  <div key={one.key} className="dropped">
                    <span className="ellipsis">{one.name}</span>
                    {one.uploadId ? (
                      <Button
                        onClick={() => setWizard({ uploadId: one.uploadId ?? '', role: one.role })}
                      >
                        {t('open')}
                      </Button>
                    ) : (
                      <>
                        <Progress percent={Math.floor(one.share * 100)} size="small" />
                        <Button onClick={() => one.sending.cancel()}>
                          {t('cancel', { ns: 'common' })}
                        </Button>
                      </>
                    )}
                  </div>
                ))}
                {[...started, ...running].map((job) => (
                  <JobProgress
                    key={job.id}
                    job={job}
                    onOver={() => jobsAgain({ requestPolicy: 'network-only' })}
                  />
                ))}
                <History open={(id) => void navigate(`/imports/${id}`)} />
              </>
            ),
          },
          { key: 'mappings', label: t('tabs.mappings'), children: <MappingList /> },
          { key: 'feeds', label: t('tabs.feeds'), children: <FeedsTab /> },
        ]}
      />
      {wizard && (
        <ImportWizard
          key={wizard.uploadId}
          uploadId={wizard.uploadId}
          role={wizard.role}
          close={() => setWizard(null)}
          started={(job) => {
            follow(job);
            setDropped((before) => before.filter((one) => one.uploadId !== wizard.uploadId));
            setWizard(null);
          }}
        />
      )}
      {fileId && (
        <FileDetails
          fileId={fileId}
          close={() => void navigate('/imports')}
          load={(file, role) => {
            void navigate('/imports');
            drop(file, role);
          }}
          started={(job) => {
            follow(job);
            void navigate('/imports');
          }}
        />
      )}
    </div>
  );
}

function History({ open }: { open: (fileId: string) => void }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const legend = useLegend();
  const [page, setPage] = useState(1);
  const [dataset, setDataset] = useState<string | null>(null);
  const [{ data, error, fetching }, again] = useQuery({
    query: FilesDocument,
    variables: { limit: pageSize, offset: (page - 1) * pageSize, dataset },
    requestPolicy: 'cache-and-network',
  });
  useOnChange(() => again({ requestPolicy: 'network-only' }));
  const answer = data?.files;
  useScreenStatus(
    answer
      ? {
          shown: t('xOfY', {
            ns: 'common',
            x: format.number(answer.files.length),
            y: format.number(answer.total),
          }),
        }
      : {},
  );
  if (error)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const count = (title: string, value: (file: FilePartsFragment) => number) => ({
    title: t(title),
    width: 84,
    align: 'right' as const,
    render: (_: unknown, file: FilePartsFragment) => format.number(value(file)),
  });
  const spans = spansOf(answer?.files ?? []);
  /** One cell for the files of a revision that are counted together. */
  const together = (title: string, value: (file: FilePartsFragment) => number) => ({
    ...count(title, value),
    onCell: (file: FilePartsFragment) => ({ rowSpan: spans.get(file.id) ?? 1 }),
    render: (_: unknown, file: FilePartsFragment) => (
      <>
        {format.number(value(file))}
        {file.summary.filesTogether && (
          <div className="muted">{t('ofFiles', { count: file.summary.filesTogether })}</div>
        )}
      </>
    ),
  });
  return (
    <section className="history">
      <header>
        <h2>{t('history')}</h2>
        <Select
          allowClear
          style={{ width: 220 }}
          placeholder={t('allDatasets')}
          aria-label={t('allDatasets')}
          value={dataset}
          onChange={(value: string | undefined) => {
            setDataset(value ?? null);
            setPage(1);
          }}
          options={legend.datasets.map((one) => ({ value: one.name, label: legend.label(one) }))}
        />
      </header>
      <Table
        size="small"
        rowKey="id"
        loading={fetching && !data}
        dataSource={answer?.files ?? []}
        locale={{ emptyText: <EmptyHint text={t('noFiles')} /> }}
        pagination={{
          current: page,
          pageSize,
          total: answer?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        onRow={(file) => ({
          tabIndex: 0,
          onClick: () => open(file.id),
          onKeyDown: (event) => event.key === 'Enter' && open(file.id),
        })}
        rowClassName="clickable"
        columns={[
          {
            title: t('file'),
            ellipsis: true,
            render: (_, file) => (
              <>
                {file.name}
                {file.supplements && (
                  <span className="muted">
                    {' '}
                    · {t('addsToName', { name: file.supplements.name })}
                  </span>
                )}
              </>
            ),
          },
          {
            title: t('dataset'),
            width: 150,
            ellipsis: true,
            render: (_, file) => legend.datasetLabel(file.dataset),
          },
          {
            title: t('stateLabel'),
            width: 100,
            render: (_, file) => (
              <Tag color={file.live ? 'success' : 'default'}>
                {t(`fileState.${stateOf(file)}`, { defaultValue: file.state })}
              </Tag>
            ),
          },
          count('figures.rowsRead', (file) => file.summary.rowsRead),
          count('figures.rowsLoaded', (file) => file.summary.rowsLoaded),
          {
            title: t('figures.rowsQuarantined'),
            width: 84,
            align: 'right',
            render: (_, file) => (
              <span className={file.summary.rowsQuarantined > 0 ? 'warn' : ''}>
                {format.number(file.summary.rowsQuarantined)}
              </span>
            ),
          },
          together('figures.entitiesAdded', (file) => file.summary.entitiesAdded),
          together('figures.relationsAdded', (file) => file.summary.relationsAdded),
          { title: t('at'), width: 150, render: (_, file) => format.instant(file.at) },
          { title: t('actor'), width: 90, ellipsis: true, render: (_, file) => file.actor },
        ]}
      />
    </section>
  );
}

/** Rows that a cell of a file takes whose revision loaded several: at the first of those that are shown all of them, at the others none. */
function spansOf(files: readonly FilePartsFragment[]): ReadonlyMap<string, number> {
  const spans = new Map<string, number>();
  let first: FilePartsFragment | null = null;
  for (const file of files) {
    const { revision, filesTogether } = file.summary;
    if (filesTogether && first?.summary.revision === revision) {
      spans.set(first.id, (spans.get(first.id) ?? 1) + 1);
      spans.set(file.id, 0);
    } else first = file;
  }
  return spans;
}
