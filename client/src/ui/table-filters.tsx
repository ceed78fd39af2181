/** Fields above a table that filter it: a text to find, and choices of which none means all. */
import { Input, Select } from 'antd';

interface FindFieldProps {
  readonly label: string;
  readonly width: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function FindField({ label, width, value, onChange }: FindFieldProps) {
  return (
    <Input.Search
      allowClear
      style={{ width }}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface ChoiceFilterProps {
  /** What is shown without a choice. */
  readonly label: string;
  readonly width: number;
  readonly value: string[];
  readonly onChange: (chosen: string[]) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function ChoiceFilter({ label, width, value, onChange, options }: ChoiceFilterProps) {
  return (
    <Select
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      style={{ width }}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={(next: string[]) => onChange(next)}
      options={[...options]}
    />
  );
}
