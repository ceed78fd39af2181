/** Asks from which day and how far drift is tracked. */
import { DatePicker, InputNumber, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriftRunsQuery } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { askedAgain } from '../../analysis/parameters.ts';

type Days = DriftRunsQuery['driftDays'];

export interface DriftAsk {
  readonly day: string;
  readonly hidden: readonly string[];
  /** What else the question takes. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a run was asked with. */
export function askOf(parameters: unknown): DriftAsk {
  const given =
    typeof parameters === 'object' && parameters !== null
      ? (parameters as Record<string, unknown>)
      : {};
  const { day, hidden, gang: _gang, members: _members, ...rest } = given;
  return {
    day: typeof day === 'string' ? day : '',
    hidden: Array.isArray(hidden) ? hidden.map(String) : [],
    parameters: askedAgain(rest),
  };
}

interface StartDriftProps {
  readonly days: Days;
  readonly asked: DriftAsk | null;
  readonly busy: boolean;
  close(): void;
  start(asked: DriftAsk): void;
}

const OTHER = 'other';

export function StartDrift({ days, asked, busy, close, start }: StartDriftProps) {
  const { t } = useTranslation('drift');
  const legend = useLegend();
  const kinds = legend.attribute('Case', 'caseKind')?.values;
  const [day, setDay] = useState(asked?.day ?? days[0]?.day ?? '');
  const [choice, setChoice] = useState(days.find((one) => one.day === day)?.case.id ?? OTHER);
  const [hops, setHops] = useState(Number(asked?.parameters['hops'] ?? 2));
  const [threshold, setThreshold] = useState(Number(asked?.parameters['threshold'] ?? 0.6));
  return (
    <Modal
      open
      title={t('startTitle')}
      onCancel={close}
      okText={t('start')}
      okButtonProps={{ disabled: day === '', loading: busy }}
      onOk={() => start({ day, hidden: [], parameters: { ...asked?.parameters, hops, threshold } })}
    >
      <p>{t('startWhy')}</p>
      <h3>{t('day')}</h3>
      <Radio.Group
        className="drift-days"
        value={choice}
        onChange={({ target }) => {
          const value = String(target.value);
          setChoice(value);
          const found = days.find((one) => one.case.id === value);
          if (found) setDay(found.day);
        }}
        options={[
          ...days.map((one) => ({
            value: one.case.id,
            label: [
              one.day,
              kinds?.find(({ name }) => name === one.kind)?.[legend.language] ?? '',
              one.case.label,
              t('membersNamed', { count: one.members }),
            ].join(' · '),
          })),
          { value: OTHER, label: t('otherDay') },
        ]}
      />
      {choice === OTHER && (
        <DatePicker
          aria-label={t('day')}
          value={day === '' ? null : dayjs(day)}
          onChange={(value) => setDay(value?.format('YYYY-MM-DD') ?? '')}
        />
      )}
      <div className="drift-settings">
        <label>
          {t('hops')}
          <InputNumber
            min={1}
            max={4}
            precision={0}
            value={hops}
            onChange={(value) => value !== null && setHops(value)}
          />
        </label>
        <label>
          {t('threshold')}
          <InputNumber
            min={0}
            max={1}
            step={0.05}
            value={threshold}
            onChange={(value) => value !== null && setThreshold(value)}
          />
        </label>
      </div>
    </Modal>
  );
}
