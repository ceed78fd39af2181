/** What stays of the gang while its shells change, most telling first; each can be left out to see what the ranks rest on. */
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../../app/addresses.ts';
import { useFormat } from '../../../app/format.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import type { FullRun } from './drift-page.tsx';

interface PersistentListProps {
  readonly run: FullRun;
  readonly busy: boolean;
  onHide(record: string, hide: boolean): void;
}

export function PersistentList({ run, busy, onHide }: PersistentListProps) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const legend = useLegend();
  // What is left out stays at hand, though it weighs nothing.
  const listed = [...run.persistent].sort((a, b) => Number(b.hidden) - Number(a.hidden));
  const most = Math.max(...run.persistent.map(({ weight }) => weight), Number.EPSILON);
  return (
    <aside className="drift-persistent">
      <h2>
        {t('persistent')} {format.number(run.persistent.length)}
      </h2>
      <p className="muted">{t('persistentWhy', { count: run.shells.length })}</p>
      <ul>
        {listed.map((one) => (
          <li
            key={one.id}
            className={one.hidden ? 'hidden-member' : ''}
            data-testid="persistent-member"
          >
            <TypeIcon type={one.type} size={16} />
            <Link
              to={networkAddress([one.record])}
              className="ellipsis"
              title={`${legend.typeLabel(one.type)} ${one.label}\n${one.kinds.map(legend.kindLabel).join(' · ')}`}
            >
              {one.label}
            </Link>
            <small
              className="muted"
              title={t('sharersWhy', { shells: one.shells, others: one.others })}
            >
              {one.shells}
              {one.others > 0 && ` / ${format.number(one.shells + one.others)}`}
            </small>
            <Tooltip title={t(one.hidden ? 'unhide' : 'hide')}>
              <Button
                type="text"
                size="small"
                disabled={busy}
                icon={one.hidden ? <EyeInvisibleOutlined /> : <EyeOutlined />}
                aria-label={t(one.hidden ? 'unhide' : 'hide')}
                onClick={() => onHide(one.record, !one.hidden)}
                data-testid="hide-member"
              />
            </Tooltip>
            <i className="weight" style={{ width: `${(one.weight / most) * 100}%` }} />
          </li>
        ))}
      </ul>
      {run.hubs.length > 0 && (
        <p className="muted">
          {t('hubs')}{' '}
          {run.hubs.map(({ label, sharers }) => `${label} (${format.number(sharers)})`).join(' · ')}
        </p>
      )}
    </aside>
  );
}
