/** One entry of the inbox in a line: what was said, about whom, how it stands. */
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../app/addresses.ts';
import { useFormat } from '../app/format.ts';
import { useLegend } from '../legend/legend.tsx';
import type { Entry } from './live-inbox.ts';

const colours = {
  pending: 'processing',
  applied: 'success',
  moot: 'default',
  refused: 'error',
} as const;

export function EntryLine({ entry, takeBack }: { entry: Entry; takeBack?: () => void }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const legend = useLegend();
  const what = [
    t(`inbox.kinds.${entry.kind}`, { defaultValue: entry.kind }),
    entry.tag && legend.tagLabel(entry.tag),
    entry.relation && legend.kindLabel(entry.relation),
  ].filter(Boolean);
  return (
    <li className={`inbox-line inbox-${entry.state}`}>
      <div className="row">
        <span className="ellipsis grow">{what.join(' · ')}</span>
        <Tag color={colours[entry.state]}>{t(`inbox.states.${entry.state}`)}</Tag>
      </div>
      <div className="ellipsis">
        {entry.nodes.map((node, index) => (
          <span key={`${node.id} ${index}`}>
            {index > 0 && ' · '}
            <Link to={networkAddress([node.id])}>{node.label}</Link>
          </span>
        ))}
      </div>
      {(entry.text ?? entry.reason) && (
        <small className="muted ellipsis">{entry.text ?? entry.reason}</small>
      )}
      {entry.code && <div className="inbox-why">{t(`inbox.codes.${entry.code}`)}</div>}
      <div className="row">
        <small className="muted grow">
          {entry.author} · {format.instant(entry.at)}
        </small>
        {takeBack && entry.state === 'pending' && (
          <Button type="link" size="small" onClick={takeBack}>
            {t('inbox.takeBack')}
          </Button>
        )}
      </div>
    </li>
  );
}
