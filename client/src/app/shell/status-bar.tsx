/** The line at the foot: what is shown and why not all, the selection, revision and engines. */
import { WarningOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorText } from '../error-text.ts';
import { useFormat } from '../format.ts';
import { useChangeFeed } from '../live.ts';
import { useCurrentStatus } from '../status.ts';
import { useSystem } from './use-system.ts';

export function StatusBar() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const status = useCurrentStatus();
  const { system, fault } = useSystem();
  useChangeFeed(system?.viewRevision ?? null);
  const behind = system && system.viewRevision < system.revision;
  return (
    <footer className="status-bar">
      {status.shown && (
        <span data-testid="status-shown">
          {status.shown}
          {status.why && <em> · {status.why}</em>}
        </span>
      )}
      {status.selection && <span data-testid="status-selection">{status.selection}</span>}
      <span className="grow" />
      {fault && (
        <span className="status-warning" role="alert">
          <WarningOutlined /> {fault.networkError ? t('status.lost') : errorText(fault, t).detail}
        </span>
      )}
      {system?.warnings.map((warning) => (
        <span key={warning} className="status-warning">
          <WarningOutlined /> {t(`warnings.${warning}`, { defaultValue: warning })}
        </span>
      ))}
      {system && (
        <>
          <Tooltip
            title={
              behind
                ? t('status.behind', {
                    view: format.number(system.viewRevision),
                    time: format.duration(system.viewBehindSeconds),
                  })
                : t('status.revisionHint')
            }
          >
            <span>
              {t('status.revision', { revision: format.number(system.revision) })}
              {behind && ' …'}
            </span>
          </Tooltip>
          <span>{t('status.engines', { sql: system.sqlEngine, graph: system.graphEngine })}</span>
        </>
      )}
    </footer>
  );
}
