/** The control of one setting of a condition. */
import { InputNumber, Select } from 'antd';
import { useLegend } from '../../legend/legend.tsx';
import type { WatchFormQuery } from '../../generated/graphql.ts';

type Field = WatchFormQuery['watchConditions'][number]['fields'][number];

/** Of several values, which need the whole width. */
export const isList = ({ control }: Field): boolean =>
  control === 'kinds' || control === 'categories' || control === 'attributes';

export const listsLast = (a: Field, b: Field): number => Number(isList(a)) - Number(isList(b));

export function SettingInput({
  field,
  value,
  onChange,
}: {
  readonly field: Field;
  readonly value: unknown;
  onChange(value: unknown): void;
}) {
  const legend = useLegend();
  const label = field.label[legend.language];
  if (field.control === 'number' || field.control === 'level')
    return (
      <InputNumber
        aria-label={label}
        min={field.min ?? 1}
        max={field.max ?? 5}
        value={value as number}
        onChange={onChange}
      />
    );
  if (field.control === 'choice')
    return (
      <Select
        aria-label={label}
        style={{ width: 200 }}
        value={value as string}
        onChange={onChange}
        options={field.options.map((one) => ({
          value: one.value,
          label: one.words[legend.language],
        }))}
      />
    );
  const options =
    field.control === 'kinds'
      ? legend.kinds
      : field.control === 'categories'
        ? legend.categories
        : legend.types.flatMap(({ attributes }) => attributes);
  const known = new Map(options.map((one) => [one.name, one[legend.language]]));
  return (
    <Select
      mode="multiple"
      allowClear
      aria-label={label}
      maxTagCount={6}
      value={value as string[]}
      onChange={onChange}
      optionFilterProp="label"
      options={[...known].map(([name, words]) => ({ value: name, label: words }))}
    />
  );
}
