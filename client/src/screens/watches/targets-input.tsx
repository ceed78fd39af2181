/** Whom a watch is about: entities that are searched for, a gang, a case, a tag, or all that is monitored. */
import { DeleteOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import {
  WatchGangsDocument,
  type WatchInput,
  type WatchTargetKind,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EntityPicker } from '../../ui/entity-picker.tsx';
import { ListDialog } from './list-dialog.tsx';
import { queryText } from './targets-text.ts';

type Target = WatchInput['targets'][number];
/** More targets than this are shown by their number. */
const mostPickers = 12;
const kinds: readonly WatchTargetKind[] = ['entities', 'gang', 'case', 'tag', 'query', 'monitored'];

export function TargetsInput({
  value,
  onChange,
}: {
  readonly value: readonly Target[];
  onChange(targets: Target[]): void;
}) {
  const { t } = useTranslation('watches');
  const change = (index: number, target: Target) =>
    onChange(value.map((one, place) => (place === index ? target : one)));
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {value.map((target, index) => (
        <div key={index} className="bar" style={{ margin: 0, alignItems: 'start' }}>
          <Select
            aria-label={t('targetKind')}
            style={{ width: 200, flex: 'none' }}
            value={target.kind}
            onChange={(kind) => change(index, { kind, ids: [], tag: null })}
            options={kinds.map((kind) => ({ value: kind, label: t(`targetKinds.${kind}`) }))}
          />
          <TargetInput target={target} onChange={(next) => change(index, next)} />
          {value.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('removeTarget')}
              onClick={() => onChange(value.filter((_, place) => place !== index))}
            />
          )}
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...value, { kind: 'entities', ids: [] }])}
      >
        {t('addTarget')}
      </Button>
    </Space>
  );
}

function TargetInput({
  target,
  onChange,
}: {
  readonly target: Target;
  onChange(next: Target): void;
}) {
  const { t } = useTranslation('watches');
  const legend = useLegend();
  const [{ data }] = useQuery({ query: WatchGangsDocument, pause: target.kind !== 'gang' });
  const ids = target.ids ?? [];
  switch (target.kind) {
    case 'entities':
      return <EntitiesInput target={target} onChange={onChange} />;
    case 'case':
      return (
        <EntityPicker
          value={ids[0] ?? ''}
          label={t('case')}
          onChange={(id) => onChange({ ...target, ids: [id] })}
        />
      );
    case 'gang':
      return (
        <Select
          style={{ width: 300 }}
          aria-label={t('gang')}
          value={ids[0] ?? null}
          onChange={(id: string) => onChange({ ...target, ids: [id] })}
          options={(data?.gangs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      );
    case 'tag':
      return (
        <Select
          style={{ width: 300 }}
          showSearch
          optionFilterProp="label"
          aria-label={t('tag')}
          value={target.tag ?? null}
          onChange={(tag) => onChange({ ...target, tag })}
          options={legend.tags.map((tag) => ({ value: tag.name, label: legend.label(tag) }))}
        />
      );
    case 'query':
      return target.query ? (
        <span>{queryText(target.query, t, legend)}</span>
      ) : (
        <Link to="/">{t('queryWhy')}</Link>
      );
    case 'monitored':
      return <span className="muted">{t('monitoredWhy')}</span>;
  }
}

function EntitiesInput({
  target,
  onChange,
}: {
  readonly target: Target;
  onChange(next: Target): void;
}) {
  const { t } = useTranslation('watches');
  const [listing, setListing] = useState(false);
  const ids = target.ids ?? [];
  return (
    <Space wrap>
      {ids.length > mostPickers ? (
        <Space.Compact>
          <Button disabled data-testid="many-entities">
            {t('manyEntities', { count: ids.length })}
          </Button>
          <Button
            icon={<DeleteOutlined />}
            aria-label={t('removeTarget')}
            onClick={() => onChange({ ...target, ids: [] })}
          />
        </Space.Compact>
      ) : (
        ids.map((id, place) => (
          <Space.Compact key={id}>
            <EntityPicker
              value={id}
              label={t('entity')}
              onChange={(next) =>
                onChange({ ...target, ids: ids.map((one, at) => (at === place ? next : one)) })
              }
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('removeTarget')}
              onClick={() => onChange({ ...target, ids: ids.filter((one) => one !== id) })}
            />
          </Space.Compact>
        ))
      )}
      <EntityPicker
        value=""
        label={t('addEntity')}
        onChange={(id) => onChange({ ...target, ids: [...new Set([...ids, id])] })}
      />
      <Button
        icon={<UnorderedListOutlined />}
        onClick={() => setListing(true)}
        data-testid="paste-list"
      >
        {t('listOpen')}
      </Button>
      {listing && (
        <ListDialog
          close={() => setListing(false)}
          add={(records) => onChange({ ...target, ids: [...new Set([...ids, ...records])] })}
        />
      )}
    </Space>
  );
}
