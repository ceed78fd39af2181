/** The form of a question, made from what the server says of its parameters. */
import { Button, DatePicker, InputNumber, Select, Slider } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../legend/legend.tsx';
import { EntityPicker } from '../../ui/entity-picker.tsx';
import {
  controlOf,
  isAsked,
  numbers,
  object,
  scopeOf,
  texts,
  type Control,
  type Field,
  type Parameters,
  type Question,
  type Scope,
} from './parameters.ts';

interface FormProps {
  readonly question: Question;
  readonly value: Parameters;
  onChange(value: Parameters): void;
}

export function ParameterForm({ question, value, onChange }: FormProps) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  const [more, setMore] = useState(false);
  const asked = question.fields.filter(isAsked);
  const shown = asked.filter(({ advanced }) => more || !advanced);
  const hidden = asked.length - shown.length;
  return (
    <div className="parameter-form">
      {shown.map((field) => (
        <section key={field.name} data-testid={`parameter-${field.name}`}>
          <h3>{field.label[legend.language]}</h3>
          <p className="muted">{field.explanation[legend.language]}</p>
          <FieldControl
            field={field}
            value={value[field.name] ?? field.fallback}
            onChange={(next) => onChange({ ...value, [field.name]: next })}
          />
        </section>
      ))}
      <Button type="link" onClick={() => setMore(!more)}>
        {more ? t('fewer') : t('more', { count: hidden })}
      </Button>
    </div>
  );
}

interface ControlProps<Value> {
  readonly value: Value;
  onChange(value: unknown): void;
}

function FieldControl({
  field,
  value,
  onChange,
}: ControlProps<unknown> & { readonly field: Field }) {
  const legend = useLegend();
  const control = controlOf(field);
  const label = field.label[legend.language];
  switch (control?.kind) {
    case 'integer':
    case 'number':
      return (
        <InputNumber
          aria-label={label}
          min={control.min}
          max={control.max}
          step={control.step}
          {...(control.kind === 'integer' && { precision: 0 })}
          value={Number(value)}
          onChange={(next) => next !== null && onChange(next)}
        />
      );
    case 'numbers':
      return (
        <Select
          mode="tags"
          aria-label={label}
          style={{ width: '100%' }}
          value={numbers(value).map(String)}
          tokenSeparators={[',', ' ', ';']}
          open={false}
          suffixIcon={null}
          onChange={(next: string[]) =>
            onChange(
              [...new Set(next.map(Number))]
                .filter((n) => n >= control.min && n <= control.max)
                .sort((a, b) => a - b),
            )
          }
        />
      );
    case 'date':
      return (
        <DatePicker
          aria-label={label}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(next) => onChange(next === null ? null : next.format('YYYY-MM-DD'))}
        />
      );
    case 'tags':
      return (
        <Select
          mode="multiple"
          allowClear
          aria-label={label}
          style={{ width: '100%' }}
          optionFilterProp="label"
          value={texts(value)}
          onChange={onChange}
          options={legend.tags.map((tag) => ({ value: tag.name, label: legend.label(tag) }))}
        />
      );
    case 'scope':
      return <ScopeControl value={scopeOf(value)} onChange={onChange} />;
    case 'weights':
      return <WeightsControl control={control} value={object(value)} onChange={onChange} />;
    default:
      return null;
  }
}

function ScopeControl({ value, onChange }: ControlProps<Scope>) {
  const { t } = useTranslation('analysis');
  return (
    <div className="scope-control">
      <Select
        aria-label={t('scope.label')}
        style={{ width: 220 }}
        value={value.kind}
        onChange={(kind: Scope['kind']) =>
          onChange(
            kind === 'neighbourhood'
              ? { kind, entity: '', hops: 2 }
              : kind === 'entities'
                ? { kind, ids: [] }
                : { kind },
          )
        }
        options={[
          { value: 'whole', label: t('scope.whole') },
          { value: 'neighbourhood', label: t('scope.neighbourhood') },
          ...(value.kind === 'entities'
            ? [{ value: 'entities', label: t('scope.entities', { count: value.ids.length }) }]
            : []),
        ]}
      />
      {value.kind === 'neighbourhood' && (
        <>
          <EntityPicker
            value={value.entity}
            onChange={(entity) => onChange({ ...value, entity })}
            label={t('scope.entity')}
          />
          <InputNumber
            aria-label={t('scope.hops')}
            suffix={t('scope.hops')}
            style={{ width: 120 }}
            min={1}
            max={4}
            precision={0}
            value={value.hops}
            onChange={(hops) => hops !== null && onChange({ ...value, hops })}
          />
        </>
      )}
    </div>
  );
}

function WeightsControl({
  control,
  value,
  onChange,
}: ControlProps<Record<string, unknown>> & {
  readonly control: Extract<Control, { kind: 'weights' }>;
}) {
  const legend = useLegend();
  const nameOf = (name: string): string =>
    control.labels[name]?.[legend.language] ?? legend.kindLabel(name);
  return (
    <div className="weights-control">
      {control.names.map((name) => (
        <label key={name}>
          <span className="ellipsis" title={nameOf(name)}>
            {nameOf(name)}
          </span>
          <Slider
            min={0}
            max={control.max}
            step={0.05}
            value={Number(value[name] ?? 0)}
            onChange={(weight) => onChange({ ...value, [name]: weight })}
            ariaLabelForHandle={nameOf(name)}
          />
          <span className="num">{Number(value[name] ?? 0).toFixed(2)}</span>
        </label>
      ))}
    </div>
  );
}
