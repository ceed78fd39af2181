/** Chooses one entity by searching for it. */
import { Select } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ResolvedDocument, SearchDocument } from '../generated/graphql.ts';
import { TypeIcon } from './type-icon.tsx';

export interface EntityPickerProps {
  /** Record or entity id; '' = none yet. */
  readonly value: string;
  readonly label: string;
  onChange(id: string): void;
}

export function EntityPicker({ value, label, onChange }: EntityPickerProps) {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const [{ data, fetching }] = useQuery({
    query: SearchDocument,
    variables: { text: wanted, limit: 10 },
    pause: wanted === '',
  });
  const [{ data: chosen }] = useQuery({
    query: ResolvedDocument,
    variables: { ids: [value] },
    pause: value === '',
  });
  const found = (wanted === '' ? [] : (data?.search.hits ?? [])).map(({ node }) => node);
  const own = chosen?.resolved.flatMap(({ node }) => (node === null ? [] : [node])) ?? [];
  const nodes = [...found, ...own.filter(({ record }) => found.every((n) => n.record !== record))];
  return (
    <Select
      showSearch
      aria-label={label}
      placeholder={label}
      style={{ width: 300 }}
      value={value === '' ? null : value}
      loading={fetching}
      filterOption={false}
      onSearch={setText}
      onChange={onChange}
      options={nodes.map((node) => ({
        value: node.record,
        label: (
          <span className="entity-option">
            <TypeIcon type={node.type} tags={node.tags} size={16} />
            <span className="ellipsis">{node.label}</span>
          </span>
        ),
      }))}
    />
  );
}
