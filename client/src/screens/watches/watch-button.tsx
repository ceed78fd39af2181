/** "Watch", wherever something can be watched: begins a watch on it. */
import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { newWatchTarget, type Watched } from '../../app/addresses.ts';

interface WatchButtonProps {
  readonly of: Watched;
  /** Of the watch; empty: by its condition. */
  readonly name: string;
  readonly size?: 'small';
  /** In a row of a list: the sign alone. */
  readonly signOnly?: boolean;
  /** Default: "Watch". */
  readonly words?: string;
}

export function WatchButton({ of, name, size, signOnly = false, words }: WatchButtonProps) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const label = words ?? t('watchThis');
  const { to, state } = newWatchTarget(of, name);
  return (
    <Button
      {...((size ?? signOnly) && { size: 'small' })}
      {...(signOnly && { type: 'text', 'aria-label': label, title: label })}
      icon={<EyeOutlined />}
      onClick={() => void navigate(to, { state })}
      data-testid="watch-this"
    >
      {!signOnly && label}
    </Button>
  );
}
