/** Several zones at once: each was entered or not in the view's period or in a window of its own, all of them or any, and groups of them within. */
import { ClockCircleOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Space, Tooltip } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MultiZoneInput } from '../../generated/graphql.ts';
import { PeriodField, usePeriod } from './period.tsx';
import { useZoneOptions } from './zones/zone-options.ts';
import {
  asksNot,
  deepestGroup,
  newGroup,
  newTerm,
  ruleOf,
  type Sense,
  type ZoneGroup,
  type ZonePart,
  type ZoneTerm,
} from './zone-rule.ts';

export function MultiZoneForm({ ask }: { ask(rule: MultiZoneInput): void }) {
  const { t } = useTranslation('map');
  const options = useZoneOptions();
  const common = usePeriod();
  const [whole, setWhole] = useState(() => newGroup('all'));
  if (!options.length) return <p className="muted">{t('questions.needOne')}</p>;
  const rule = ruleOf(whole, common);
  return (
    <>
      {asksNot(whole) && <p className="muted">{t('questions.notMeans')}</p>}
      <GroupField
        group={whole}
        depth={0}
        focused={false}
        change={setWhole}
        end={
          <Button
            type="primary"
            size="small"
            disabled={!rule}
            onClick={() => rule && ask(rule)}
            data-testid="ask-zones"
          >
            {t('questions.ask')}
          </Button>
        }
      />
    </>
  );
}

interface GroupProps {
  readonly group: ZoneGroup;
  readonly depth: number;
  /** Added a moment ago: its first zone takes the focus. */
  readonly focused: boolean;
  change(group: ZoneGroup): void;
  /** None for the outermost. */
  remove?(): void;
  readonly end?: ReactNode;
}

function GroupField({ group, depth, focused, change, remove, end }: GroupProps) {
  const { t } = useTranslation('map');
  const add = useRef<HTMLButtonElement>(null);
  // What is added takes the focus, what is there at first does not.
  const [shownFirst] = useState(() => new Set(group.parts.map(({ id }) => id)));
  const { parts } = group;
  const isNew = ({ id }: ZonePart) => !shownFirst.has(id);
  const set = (next: readonly ZonePart[]) => change({ ...group, parts: next });
  const replace = (part: ZonePart) => set(parts.map((old) => (old.id === part.id ? part : old)));
  const takeOut = ({ id }: ZonePart) => {
    set(parts.filter((part) => part.id !== id));
    add.current?.focus();
  };
  return (
    <div
      role="group"
      aria-label={t('questions.group')}
      className={depth === 0 ? 'zone-group' : 'zone-group inner'}
      data-testid="zone-group"
    >
      <Space wrap size={4}>
        {remove && (
          <SenseField
            kind="group"
            value={group.sense}
            change={(sense) => change({ ...group, sense })}
          />
        )}
        <Segmented
          size="small"
          value={group.join}
          onChange={(join) => change({ ...group, join })}
          options={(['all', 'any'] as const).map((value) => ({
            value,
            label: t(`questions.join.${value}`),
          }))}
        />
        {remove && <RemoveButton label={t('questions.removeGroup')} remove={remove} />}
      </Space>
      {parts.map((part, index) =>
        part.kind === 'group' ? (
          <GroupField
            key={part.id}
            group={part}
            depth={depth + 1}
            focused={isNew(part)}
            change={replace}
            remove={() => takeOut(part)}
          />
        ) : (
          <TermField
            key={part.id}
            term={part}
            focused={isNew(part) || (focused && index === 0)}
            change={replace}
            remove={() => takeOut(part)}
          />
        ),
      )}
      <Space wrap size={4}>
        <Button ref={add} size="small" onClick={() => set([...parts, newTerm()])}>
          {t('questions.addZone')}
        </Button>
        {depth < deepestGroup && (
          <Button
            size="small"
            onClick={() => set([...parts, newGroup(group.join === 'all' ? 'any' : 'all')])}
            data-testid="add-group"
          >
            {t('questions.addGroup')}
          </Button>
        )}
        {end}
      </Space>
    </div>
  );
}

interface TermProps {
  readonly term: ZoneTerm;
  readonly focused: boolean;
  change(term: ZoneTerm): void;
  remove(): void;
}

function TermField({ term, focused, change, remove }: TermProps) {
  const { t } = useTranslation('map');
  const options = useZoneOptions();
  const { from, to } = usePeriod();
  return (
    <div className="zone-term">
      <Space.Compact block>
        <SenseField kind="zone" value={term.sense} change={(sense) => change({ ...term, sense })} />
        <Select
          size="small"
          showSearch
          autoFocus={focused}
          optionFilterProp="label"
          allowClear
          placeholder={t('questions.zone')}
          aria-label={t('questions.zone')}
          value={term.zone}
          onChange={(zone) => change({ ...term, zone: zone ?? null })}
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
            onClick={() => change({ ...term, own: term.own ? null : { from, to } })}
            data-testid="own-period"
          />
        </Tooltip>
        <RemoveButton label={t('questions.removeZone')} remove={remove} />
      </Space.Compact>
      {term.own && (
        <PeriodField
          label={t('questions.ownPeriod')}
          value={term.own}
          change={(own) => change({ ...term, own })}
        />
      )}
    </div>
  );
}

interface SenseProps {
  readonly kind: ZonePart['kind'];
  readonly value: Sense;
  change(sense: Sense): void;
}

function SenseField({ kind, value, change }: SenseProps) {
  const { t } = useTranslation('map');
  return (
    <Select<Sense>
      size="small"
      value={value}
      aria-label={t(kind === 'zone' ? 'questions.sense' : 'questions.groupSense')}
      onChange={change}
      style={{ width: 84 }}
      options={(['in', 'not'] as const).map((sense) => ({
        value: sense,
        label: t(`questions.${kind === 'zone' ? 'senses' : 'groupSenses'}.${sense}`),
      }))}
    />
  );
}

function RemoveButton({ label, remove }: { readonly label: string; remove(): void }) {
  return (
    <Tooltip title={label}>
      <Button size="small" icon={<CloseOutlined />} aria-label={label} onClick={remove} />
    </Tooltip>
  );
}
