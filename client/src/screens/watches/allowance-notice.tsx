/** A watch that was saved before anybody knew what it would bring: it is being counted, or was switched off for it. */
import { Alert as Notice } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';

const lookAgainMs = 2_000;

interface AllowanceNoticeProps {
  readonly weekly: number;
  /** Null: not counted yet. */
  readonly perWeek: number | null;
  again(): void;
}

export function AllowanceNotice({ weekly, perWeek, again }: AllowanceNoticeProps) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  useEffect(() => {
    if (perWeek !== null) return undefined;
    const timer = setTimeout(again, lookAgainMs);
    return () => clearTimeout(timer);
  }, [perWeek, again]);
  return (
    <Notice
      type={perWeek === null ? 'info' : 'error'}
      showIcon
      data-testid="watch-allowance"
      title={t(perWeek === null ? 'allowanceOpen' : 'allowanceOver', {
        weekly: format.number(weekly),
        perWeek: perWeek === null ? '' : format.number(perWeek),
      })}
    />
  );
}
