/** Says how old the newest position of the board is, and warns where none has come for long. */
import { WarningOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortText } from '../../map/district-time.ts';
import { ago, newestTime } from '../../map/newest-time.ts';

const clockMs = 15_000;
/** Trucks send every two or three minutes; of a whole board none for so long is no accident. */
const stillMs = 600_000;

/** @param times of the board's positions, milliseconds UTC */
export function NewestPosition({ times }: { readonly times: ArrayLike<number> }) {
  const { t, i18n } = useTranslation('map');
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockMs);
    return () => clearInterval(timer);
  }, []);
  const newest = newestTime(times, now);
  if (Number.isNaN(newest)) return null;
  const still = now - newest > stillMs;
  const said = { time: shortText(newest), ago: ago(newest, now, i18n.language) };
  return (
    <small className={still ? 'warn' : 'muted'} data-testid="newest-position">
      {still && <WarningOutlined />} {t(still ? 'movers.still' : 'movers.newest', said)}
    </small>
  );
}
