/** The versions of a watch: who changed what and why, what each found, and the way back to one of them. */
import { Button, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { RestoreWatchDocument, type WatchPageQuery } from '../../generated/graphql.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

type Version = NonNullable<WatchPageQuery['watch']>['history'][number];

export function WatchHistory({
  id,
  versions,
  restored,
}: {
  readonly id: string;
  /** Newest first. */
  readonly versions: readonly Version[];
  restored(): void;
}) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const notify = useNotify();
  const [to, setTo] = useState<number | null>(null);
  const [, restore] = useMutation(RestoreWatchDocument);
  const current = versions[0]?.version ?? 1;
  return (
    <section>
      <h2>{t('history')}</h2>
      <p className="muted">{t('historyWhy')}</p>
      <Timeline
        items={versions.map((version) => ({
          key: version.version,
          content: (
            <div data-testid="watch-version">
              <b>{t('version', { version: version.version })}</b>{' '}
              <span className="muted">
                {version.actor} · {format.instant(version.at)} · {t(version.active ? 'on' : 'off')}
              </span>
              <div>{version.reason}</div>
              {version.changed.length > 0 && (
                <div className="muted">
                  {t('changedFields', {
                    fields: version.changed.map((field) => t(`fields.${field}`)).join(' · '),
                  })}
                </div>
              )}
              <div className="muted">{t('foundBy', { n: format.number(version.found) })}</div>
              {version.version !== current && (
                <Button
                  size="small"
                  type="link"
                  style={{ paddingInline: 0 }}
                  onClick={() => setTo(version.version)}
                  data-testid="restore-version"
                >
                  {t('restore')}
                </Button>
              )}
            </div>
          ),
        }))}
      />
      {to !== null && (
        <ReasonDialog
          title={t('restoreTitle', { version: to })}
          close={() => setTo(null)}
          save={async ({ reason }) => {
            const answer = await restore({ id, version: current, to, reason });
            if (answer.error) return answer.error;
            notify.done(t('saved'));
            restored();
            return null;
          }}
        />
      )}
    </section>
  );
}
