/** Several zones at once: each was entered or not in the view's period or in a window of its own, all of them or any. */
import { ClockCircleOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Space, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MultiZoneInput } from '../../generated/graphql.ts';
import { PeriodField, usePeriod, type Period } from './period.tsx';
import { useZoneOptions } from './zones/zone-options.ts';

interface Term {
  readonly zone: string | null;
  readonly sense: 'in' | 'not';
  /** Null: the view's period. */
  readonly own: Period | null;
}

const empty: Term = { zone: null, sense: 'in', own: null };
const instant = (at: number): string => new Date(at).toISOString();

export function MultiZoneForm({ ask }: { ask(rule: MultiZoneInput): void }) {
  const { t } = useTranslation('map');
  const options = useZoneOptions();
  const common = usePeriod();
  const [terms, setTerms] = useState<readonly Term[]>([empty, empty]);
  const [join, setJoin] = useState<'all' | 'any'>('all');
  if (!options.length) return <p className="muted">{t('questions.needOne')}</p>;
  const set = (index: number, patch: Partial<Term>) =>
    setTerms(terms.map((term, at) => (at === index ? { ...term, ...patch } : term)));
  const rules = terms.flatMap<MultiZoneInput>(({ zone, sense, own }) => {
    if (zone === null) return [];
    const { from, to } = own ?? common;
    const rule = { zone, from: instant(from), to: instant(to) };
    return [sense === 'in' ? rule : { not: rule }];
  });
  return (
    <>
      <Segmented
        size="small"
        value={join}
        onChange={setJoin}
        options={(['all', 'any'] as const).map((value) => ({
          value,
          label: t(`questions.join.${value}`),
        }))}
      />
      {terms.map((term, index) => (
        <div key={index} className="zone-term">
          <Space.Compact block>
            <Select<Term['sense']>
              size="small"
              value={term.sense}
              aria-label={t('questions.sense')}
              onChange={(sense) => set(index, { sense })}
              style={{ width: 84 }}
              options={(['in', 'not'] as const).map((value) => ({
                value,
                label: t(`questions.senses.${value}`),
              }))}
            />
            <Select
              size="small"
              showSearch
              optionFilterProp="label"
              allowClear
              placeholder={t('questions.zone')}
              aria-label={t('questions.zone')}
              value={term.zone}
              onChange={(zone) => set(index, { zone: zone ?? null })}
              options={options}
              style={{ flex: 1, minWidth: 0 }}
            />
            <Tooltip title={t('questions.ownPeriodWhy')}>
              <Button
                size="small"
                type={term.own ? 'primary' : 'default'}
                icon={<ClockCircleOutlined />}
                aria-label={t('questions.ownPeriod')}
                aria-pressed={term.own !== null}
                onClick={() => {
                  const { from, to } = common;
                  set(index, { own: term.own ? null : { from, to } });
                }}
                data-testid="own-period"
              />
            </Tooltip>
          </Space.Compact>
          {term.own && (
            <PeriodField
              label={t('questions.ownPeriod')}
              value={term.own}
              change={(own) => set(index, { own })}
            />
          )}
        </div>
      ))}
      <Space>
        <Button size="small" onClick={() => setTerms([...terms, empty])}>
          {t('questions.addZone')}
        </Button>
        <Button
          type="primary"
          size="small"
          disabled={!rules.length}
          onClick={() => ask({ [join]: rules })}
          data-testid="ask-zones"
        >
          {t('questions.ask')}
        </Button>
      </Space>
    </>
  );
}
