/** How long positions are kept: the policy in force, what it has done, what another would free, and changing it with a reason. */
import { EditOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import {
  ChangePositionRetentionDocument,
  PositionRetentionDocument,
  PreviewRetentionDocument,
  type RetentionInput,
  type RetentionPartsFragment,
} from '../../../generated/graphql.ts';
import { Failure } from '../../../ui/failure.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

type Version = RetentionPartsFragment['versions'][number];

const megabyte = 1_048_576;

export function Retention() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const policyText = usePolicyText();
  const [editing, setEditing] = useState(false);
  const [{ data, error }, ask] = useQuery({
    query: PositionRetentionDocument,
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={() => ask()} />;
  const retention = data?.positionRetention;
  const [now] = retention?.versions ?? [];
  return (
    <section data-testid="position-retention">
      <div className="bar">
        <h2>{t('retention.title')}</h2>
        <span data-testid="retention-policy">{policyText(now)}</span>
        {now && (
          <Tooltip
            title={(retention?.versions ?? []).map((one) => (
              <div key={one.version}>
                {one.author} · {format.instant(one.at)} · {one.reason}
              </div>
            ))}
          >
            <span className="muted">
              {now.author} · {format.instant(now.at)}
            </span>
          </Tooltip>
        )}
        <span className="grow" />
        <Button
          icon={<EditOutlined />}
          onClick={() => setEditing(true)}
          disabled={!retention}
          data-testid="change-retention"
        >
          {t('retention.change')}
        </Button>
      </div>
      {retention?.doneAt && (
        <p className="muted">
          {t('retention.done', { at: format.instant(retention.doneAt) })}{' '}
          {retention.thinnedBefore &&
            t('retention.thinnedBefore', { at: format.instant(retention.thinnedBefore) })}{' '}
          {retention.removedBefore &&
            t('retention.removedBefore', { at: format.instant(retention.removedBefore) })}
        </p>
      )}
      {editing && (
        <RetentionDialog
          now={now ?? null}
          close={() => setEditing(false)}
          saved={() => ask({ requestPolicy: 'network-only' })}
        />
      )}
    </section>
  );
}

function usePolicyText(): (policy: Version | undefined) => string {
  const { t } = useTranslation('feeds');
  return (policy) => {
    if (!policy || (policy.wholeDays === null && policy.keepDays === null))
      return t('retention.all');
    const { wholeDays, thinMinutes, keepDays } = policy;
    return [
      ...(wholeDays === null
        ? []
        : [t('retention.thin', { days: wholeDays, minutes: thinMinutes })]),
      ...(keepDays === null ? [] : [t('retention.remove', { days: keepDays })]),
    ].join(t('retention.and'));
  };
}

function RetentionDialog({
  now,
  close,
  saved,
}: {
  readonly now: Version | null;
  close(): void;
  saved(): void;
}) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [policy, setPolicy] = useState<RetentionInput>({
    wholeDays: now?.wholeDays ?? null,
    thinMinutes: now?.thinMinutes ?? 10,
    keepDays: now?.keepDays ?? null,
  });
  const [{ data, error, fetching }] = useQuery({
    query: PreviewRetentionDocument,
    variables: { policy },
    requestPolicy: 'network-only',
  });
  const [, change] = useMutation(ChangePositionRetentionDocument);
  const preview = data?.previewRetention;
  const mb = (bytes: number) => format.number(Math.round(bytes / megabyte));
  const days = (name: 'wholeDays' | 'keepDays') => (
    <Form.Item label={t(`retention.${name}`)} extra={t(`retention.${name}Why`)}>
      <InputNumber
        min={1}
        max={36_500}
        precision={0}
        placeholder={t('retention.always')}
        value={policy[name] ?? null}
        onChange={(value) => setPolicy({ ...policy, [name]: value })}
        aria-label={t(`retention.${name}`)}
        style={{ width: 160 }}
      />
    </Form.Item>
  );
  return (
    <ReasonDialog
      title={t('retention.change')}
      incomplete={error !== undefined}
      close={close}
      save={async ({ reason }) => {
        const answer = await change({ version: now?.version ?? 0, policy, reason });
        saved();
        return answer.error;
      }}
    >
      <Form layout="vertical" component={false}>
        {days('wholeDays')}
        <Form.Item label={t('retention.thinMinutes')} extra={t('retention.thinMinutesWhy')}>
          <InputNumber
            min={1}
            max={60}
            precision={0}
            value={policy.thinMinutes}
            onChange={(value) => setPolicy({ ...policy, thinMinutes: value ?? 10 })}
            aria-label={t('retention.thinMinutes')}
            style={{ width: 160 }}
          />
        </Form.Item>
        {days('keepDays')}
      </Form>
      {error ? (
        <Failure error={error} />
      ) : (
        <p data-testid="retention-preview" aria-busy={fetching}>
          {preview &&
            t('retention.preview', {
              fixes: format.number(preview.fixes),
              size: mb(preview.bytes),
              thinned: format.number(preview.thinned),
              removed: format.number(preview.removed),
              freed: mb(preview.freed),
            })}
        </p>
      )}
    </ReasonDialog>
  );
}
