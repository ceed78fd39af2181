/** When a watch sends: at any time, or on some days within some hours. */
import { Checkbox, Input, Space, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WatchInput } from '../../generated/graphql.ts';

type Schedule = NonNullable<WatchInput['schedule']>;

const week = [1, 2, 3, 4, 5, 6, 7];
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const officeHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };

export const isSchedule = (schedule: WatchInput['schedule']): boolean =>
  !schedule || (schedule.days.length > 0 && clock.test(schedule.from) && clock.test(schedule.to));

export function ScheduleInput({
  value,
  onChange,
}: {
  readonly value: WatchInput['schedule'];
  onChange(schedule: Schedule | null): void;
}) {
  const { t } = useTranslation('watches');
  const hour = (which: 'from' | 'to', schedule: Schedule) => (
    <Input
      style={{ width: 80 }}
      aria-label={t(`schedule.${which}`)}
      data-testid={`schedule-${which}`}
      status={clock.test(schedule[which]) ? '' : 'error'}
      value={schedule[which]}
      onChange={(event) => onChange({ ...schedule, [which]: event.target.value })}
    />
  );
  return (
    <Space wrap>
      <Switch
        aria-label={t('schedule.label')}
        data-testid="watch-schedule"
        checked={!!value}
        onChange={(some) =>
          onChange(some ? { ...officeHours, offsetMinutes: -new Date().getTimezoneOffset() } : null)
        }
      />
      {!value && <span className="muted">{t('schedule.always')}</span>}
      {value && (
        <>
          <Checkbox.Group
            value={[...value.days]}
            options={week.map((day) => ({ value: day, label: t(`schedule.days.${day}`) }))}
            onChange={(days) => onChange({ ...value, days: days.toSorted((a, b) => a - b) })}
          />
          {hour('from', value)} – {hour('to', value)}
          {!isSchedule(value) && <span className="muted">{t('schedule.wrong')}</span>}
        </>
      )}
    </Space>
  );
}
