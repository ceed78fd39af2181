/** From an uploaded file to a running import: proposed mapping, columns against a preview, dry run, start. */
import { Alert, Button, DatePicker, Drawer, Form, Select, Space, Switch, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { isOver } from '../../app/live-jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  DryRunDocument,
  FilesDocument,
  MappingsDocument,
  ProposalDocument,
  StartImportDocument,
  type ImportInput,
  type MappingsQuery,
  type ProposalQuery,
  type ReadingInput,
} from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { baseOf, type FileRole } from './file-role.ts';
import { JobProgress, type Job } from './job-progress.tsx';
import { ProblemList } from './problem-list.tsx';
import { ReadingFields } from './reading-fields.tsx';
import { RoleFields } from './role-fields.tsx';

type Mapping = MappingsQuery['mappings'][number];

export function ImportWizard({
  uploadId,
  role: given,
  close,
  started,
}: {
  uploadId: string;
  role: FileRole;
  close: () => void;
  started: (job: Job) => void;
}) {
  const { t, i18n } = useTranslation('imports');
  const format = useFormat();
  const notify = useNotify();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const [reading, setReading] = useState<ReadingInput>({});
  const [{ data, error, fetching }] = useQuery({
    query: ProposalDocument,
    variables: { uploadId, reading },
    requestPolicy: 'network-only',
  });
  const [{ data: mappingData }] = useQuery({ query: MappingsDocument });
  const [, dryRun] = useMutation(DryRunDocument);
  const [, start] = useMutation(StartImportDocument);
  const proposal = data?.proposeMapping;
  const mappings = mappingData?.mappings ?? [];
  const [mappingId, setMappingId] = useState<string | null>(null);
  const [assignment, setAssignment] = useState<Readonly<Record<string, string | null>>>({});
  const [sourceDate, setSourceDate] = useState<Dayjs | null>(null);
  const [history, setHistory] = useState(false);
  const [role, setRole] = useState(given);
  const [trial, setTrial] = useState<Job | null>(null);

  const mapping = mappings.find((one) => one.id === mappingId);
  useEffect(() => {
    const candidates = proposal?.candidates ?? [];
    const best = candidates.find((one) => one.mappingId === given.mappingId) ?? candidates[0];
    // A datum that the file does not say is a person's to say.
    const open = best?.mappingId.startsWith('positions-') && candidates[1]?.score === best.score;
    if (best && !open && mappingId === null) setMappingId(best.mappingId);
  }, [proposal, mappingId, given]);
  useEffect(() => {
    const candidate = proposal?.candidates.find((one) => one.mappingId === mappingId);
    setAssignment(
      Object.fromEntries((candidate?.assignment ?? []).map((one) => [one.field, one.column])),
    );
    setTrial(null);
  }, [proposal, mappingId]);

  const { data: fileData } = useQuery({
    query: FilesDocument,
    variables: { limit: 100, dataset: mapping?.dataset ?? null },
    pause: !mapping,
    requestPolicy: 'cache-and-network',
  })[0];
  const earlier = fileData?.files.files ?? [];
  const base = baseOf(role, earlier);
  const adds = base !== null;
  const missing =
    mapping?.columns.filter((column) => column.required && !assignment[column.field]) ?? [];
  const input = useMemo<ImportInput | null>(
    () =>
      mappingId === null
        ? null
        : {
            uploadId,
            mappingId,
            assignment: Object.entries(assignment).map(([field, column]) => ({ field, column })),
            reading,
            ...(sourceDate && !adds && { sourceDate: sourceDate.format('YYYY-MM-DD') }),
            ...(history && { history }),
            ...(role.supersedes && { supersedes: role.supersedes }),
            ...(role.supplements && { supplements: role.supplements }),
          },
    [uploadId, mappingId, assignment, reading, sourceDate, adds, history, role],
  );
  const ready = input !== null && missing.length === 0;

  const run = async (dry: boolean) => {
    if (!input) return;
    const result = dry ? await dryRun({ input }) : await start({ input });
    if (result.error) {
      notify.failed(result.error, t(dry ? 'dryFailed' : 'startFailed'));
      return;
    }
    const job =
      result.data && ('dryRun' in result.data ? result.data.dryRun : result.data.startImport);
    if (!job) return;
    if (dry) setTrial(job);
    else started(job);
  };

  return (
    <Drawer
      open
      onClose={close}
      size={980}
      title={proposal ? `${proposal.fileName} · ${format.bytes(proposal.bytes)}` : t('reading')}
      footer={
        <Space>
          <Button
            type="primary"
            disabled={!ready}
            onClick={() => void run(false)}
            data-testid="start-import"
          >
            {t('start')}
          </Button>
          <Button
            disabled={!ready || (trial !== null && !isOver(trial))}
            onClick={() => void run(true)}
            data-testid="dry-run"
          >
            {t('dryRun')}
          </Button>
          <span className="muted">
            {missing.length > 0
              ? t('missing', {
                  fields: missing.map((one) => one[language] ?? one.field).join('、'),
                })
              : t('dryHint')}
          </span>
        </Space>
      }
    >
      {error ? (
        <Failure error={error} />
      ) : fetching || !proposal ? (
        <Loading tip={t('reading')} />
      ) : (
        <div className="wizard">
          {proposal.problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('fileProblems')}
              description={<ProblemList problems={proposal.problems} />}
            />
          )}
          <Form layout="inline" className="wizard-form">
            <Form.Item label={t('mapping')}>
              <Select
                style={{ width: 300 }}
                showSearch={{ optionFilterProp: 'label' }}
                value={mappingId}
                placeholder={t('chooseMapping')}
                aria-label={t('mapping')}
                onChange={setMappingId}
                data-testid="mapping"
                options={mappingOptions(mappings, proposal.candidates, language, format.percent)}
              />
            </Form.Item>
            <Form.Item label={t('sourceDate')} tooltip={t('sourceDateHint')}>
              <DatePicker
                value={adds ? null : sourceDate}
                disabled={adds}
                {...(base?.sourceDate && { placeholder: base.sourceDate })}
                onChange={setSourceDate}
                aria-label={t('sourceDate')}
              />
            </Form.Item>
            <RoleFields
              files={earlier}
              role={role}
              whole={mapping?.mode === 'snapshot'}
              choose={setRole}
            />
            <Form.Item label={t('asHistory')} tooltip={t('historyHint')}>
              <Switch
                checked={history}
                onChange={setHistory}
                aria-label={t('asHistory')}
                data-testid="import-history"
              />
            </Form.Item>
            <ReadingFields
              proposal={proposal}
              positions={mappingId?.startsWith('positions') ?? false}
              reading={reading}
              read={setReading}
            />
          </Form>
          {proposal.format !== '' && <div className="muted">{recognised(proposal, t)}</div>}
          {mapping?.mode === 'snapshot' && (
            <Alert
              type="info"
              showIcon
              title={base ? t('supplementHint', { name: base.name }) : t('snapshotHint')}
            />
          )}
          {trial && <JobProgress job={trial} onOver={setTrial} />}
          {mapping ? (
            <ColumnTable
              mapping={mapping}
              columns={proposal.columns}
              rows={proposal.rows}
              assignment={assignment}
              language={language}
              assign={(field, column) =>
                setAssignment((before) => ({ ...before, [field]: column }))
              }
            />
          ) : (
            proposal.format !== '' && (
              <Alert
                type="info"
                showIcon
                title={t(proposal.candidates.length > 0 ? 'chooseDatum' : 'noMapping')}
              />
            )
          )}
        </div>
      )}
    </Drawer>
  );
}

/** What the file was found to be; only what its format has. */
function recognised(
  { format, encoding, delimiter, columns }: ProposalQuery['proposeMapping'],
  t: TFunction<'imports'>,
): string {
  return [
    format.toUpperCase(),
    encoding?.toUpperCase(),
    delimiter && t('delimiter', { delimiter: delimiter === '\t' ? 'Tab' : delimiter }),
    t('columns', { count: columns.length }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function mappingOptions(
  mappings: readonly Mapping[],
  candidates: readonly { mappingId: string; score: number }[],
  language: 'zh' | 'en',
  percent: (share: number) => string,
) {
  const score = new Map(candidates.map((one) => [one.mappingId, one.score]));
  return [...mappings]
    .sort((a, b) => (score.get(b.id) ?? 0) - (score.get(a.id) ?? 0) || a.id.localeCompare(b.id))
    .map((one) => ({
      value: one.id,
      label: `${one[language]}${score.has(one.id) ? ` · ${percent(score.get(one.id) ?? 0)}` : ''}`,
    }));
}

function ColumnTable({
  mapping,
  columns,
  rows,
  assignment,
  language,
  assign,
}: {
  mapping: Mapping;
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
  assignment: Readonly<Record<string, string | null>>;
  language: 'zh' | 'en';
  assign: (field: string, column: string | null) => void;
}) {
  const { t } = useTranslation('imports');
  if (mapping.columns.length === 0) return <p className="muted">{t('readByFormat')}</p>;
  const samples = (column: string | null | undefined) => {
    const index = column ? columns.indexOf(column) : -1;
    return index < 0 ? [] : rows.slice(0, 4).map((row) => row[index] ?? '');
  };
  const used = new Set(Object.values(assignment).filter(Boolean));
  const unused = columns.filter((column) => !used.has(column));
  return (
    <>
      <Table
        size="small"
        rowKey="field"
        pagination={false}
        dataSource={[...mapping.columns]}
        columns={[
          {
            title: t('field'),
            width: 200,
            render: (_, one) => (
              <>
                {one[language] ?? one.field}{' '}
                {one.required && (
                  <Tag color={assignment[one.field] ? 'default' : 'error'}>{t('required')}</Tag>
                )}
              </>
            ),
          },
          {
            title: t('cleaner'),
            width: 120,
            render: (_, one) => (
              <span className="muted">
                {t(`cleaners.${one.clean}`, { defaultValue: one.clean })}
                {one.unit ? ` · ${one.unit}` : ''}
              </span>
            ),
          },
          {
            title: t('column'),
            width: 220,
            render: (_, one) => (
              <Select
                style={{ width: '100%' }}
                allowClear
                showSearch
                value={assignment[one.field] ?? null}
                placeholder={t('notInFile')}
                aria-label={`${t('column')}: ${one[language] ?? one.field}`}
                onChange={(value: string | undefined) => assign(one.field, value ?? null)}
                options={columns.map((column) => ({ value: column, label: column }))}
              />
            ),
          },
          {
            title: t('preview'),
            render: (_, one) => (
              <span className="cells">
                {samples(assignment[one.field]).map((value, i) => (
                  <code key={i} className="cell">
                    {value}
                  </code>
                ))}
              </span>
            ),
          },
        ]}
      />
      {unused.length > 0 && (
        <div className="muted">{t('unused', { columns: unused.join('、') })}</div>
      )}
    </>
  );
}
