/** "Not because of this": what a path goes over is taken out of the alert's watch in one click, and can be put back. */
import { StopOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import {
  ExceptFromWatchDocument,
  UndoExceptDocument,
  type AlertPageQuery,
} from '../../generated/graphql.ts';

type FullAlert = NonNullable<AlertPageQuery['alert']>;

export function ExceptMenu({ alert, done }: { readonly alert: FullAlert; done(): void }) {
  const { t } = useTranslation('alerts');
  const notify = useNotify();
  const [, except] = useMutation(ExceptFromWatchDocument);
  const [, undo] = useMutation(UndoExceptDocument);
  if (!alert.watch || alert.path.length < 2) return null;
  const hubs = alert.path.slice(1).map(({ record, node }) => ({
    record,
    label: node?.label ?? t('gone'),
  }));
  const perform = async (hub: string | null) => {
    const label = hubs.find(({ record }) => record === hub)?.label;
    const reason = label ? t('exceptHubReason', { label }) : t('exceptPathReason');
    const answer = await except({ alert: alert.id, hub, reason });
    const made = answer.data?.exceptFromWatch;
    if (!made) return notify.failed(answer.error, t('except'));
    done();
    const takeBack = async () => {
      const undone = await undo({
        id: made.watch.id,
        version: made.watch.version,
        to: made.before,
        judged: [...made.judged],
        reason: t('exceptUndone'),
      });
      if (undone.error) notify.failed(undone.error, t('except'));
      done();
    };
    notify.done(
      t('exceptDone', { version: made.watch.version, count: made.judged.length }),
      () => void takeBack(),
    );
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...hubs.map(({ record, label }) => ({
            key: record,
            label: t('exceptHub', { label }),
            onClick: () => void perform(record),
          })),
          { type: 'divider' as const },
          { key: 'path', label: t('exceptPath'), onClick: () => void perform(null) },
        ],
      }}
    >
      <Button icon={<StopOutlined />} data-testid="except">
        {t('except')}
      </Button>
    </Dropdown>
  );
}
