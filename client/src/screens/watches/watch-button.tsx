/** "Watch", wherever something can be watched: begins a watch on it. */
import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { newWatchAddress, type Watched } from '../../app/addresses.ts';

export function WatchButton({
  of,
  name,
  size,
}: {
  readonly of: Watched;
  readonly name: string;
  readonly size?: 'small';
}) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  return (
    <Button
      {...(size && { size })}
      icon={<EyeOutlined />}
      onClick={() => void navigate(newWatchAddress(of, name))}
      data-testid="watch-this"
    >
      {t('watchThis')}
    </Button>
  );
}
