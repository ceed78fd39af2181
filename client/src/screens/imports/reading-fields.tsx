/** How a file is read where it does not say so itself: its encoding, sheet, row of the header, path of the rows; each only for formats that have one. */
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalQuery, ReadingInput } from '../../generated/graphql.ts';

type Proposal = ProposalQuery['proposeMapping'];

/** Those that files of the trade come in; any other name can be typed. */
const encodings = [
  'UTF-8',
  'GB18030',
  'Big5',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'ISO-8859-2',
  'ISO-8859-15',
  'KOI8-R',
  'UTF-16LE',
];

/** Minutes east of Greenwich. */
const china = 480;
const halves = [-570, -210, 210, 270, 330, 345, 390, 570, 630];
const offsets = [...Array.from({ length: 27 }, (_, i) => (i - 12) * 60), ...halves]
  .filter((minutes) => minutes !== 0 && minutes !== china)
  .sort((a, b) => a - b);

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A file that could not be read yet is what its name says. */
function formatOf({ format, fileName }: Proposal): string {
  return format || (/\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
}

export function ReadingFields({
  proposal,
  positions,
  reading,
  read,
}: {
  proposal: Proposal;
  positions: boolean;
  reading: ReadingInput;
  read: (reading: ReadingInput) => void;
}) {
  const { t } = useTranslation('imports');
  const format = formatOf(proposal);
  const binary = format === 'xlsx' || format === 'parquet';
  const table = format === 'csv' || format === 'txt' || format === 'tsv' || format === 'xlsx';
  const tree = format === 'xml' || format.startsWith('json');
  return (
    <>
      {!binary && (
        <Typed
          label={t('encoding')}
          value={reading.encoding ?? ''}
          placeholder={proposal.encoding?.toUpperCase() ?? t('chooseEncoding')}
          options={encodings}
          take={(encoding) => read({ ...reading, encoding })}
        />
      )}
      {proposal.sheets.length > 1 && (
        <Form.Item label={t('sheet')}>
          <Select
            style={{ width: 180 }}
            value={reading.sheet ?? proposal.sheets[0]!}
            aria-label={t('sheet')}
            onChange={(sheet) => read({ ...reading, sheet })}
            options={proposal.sheets.map((name) => ({ value: name, label: name }))}
          />
        </Form.Item>
      )}
      {table && (
        <Form.Item label={t('headerRow')} tooltip={t('headerRowHint')}>
          <InputNumber
            style={{ width: 80 }}
            min={1}
            max={1000}
            value={reading.headerRow ?? null}
            placeholder={t('found')}
            aria-label={t('headerRow')}
            onChange={(headerRow) => read({ ...reading, headerRow })}
          />
        </Form.Item>
      )}
      {positions && (
        <Form.Item label={t('zone')} tooltip={t('zoneHint')}>
          <Select
            style={{ width: 180 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={reading.zoneMinutes ?? china}
            aria-label={t('zone')}
            onChange={(zoneMinutes) => read({ ...reading, zoneMinutes })}
            options={[
              { value: china, label: t('zones.beijing') },
              { value: 0, label: t('zones.greenwich') },
              ...offsets.map((minutes) => ({ value: minutes, label: offsetText(minutes) })),
            ]}
          />
        </Form.Item>
      )}
      {tree && !positions && (
        <Typed
          label={t('recordPath')}
          value={reading.recordPath ?? ''}
          placeholder={proposal.recordPath ?? '/a/b'}
          take={(recordPath) => read({ ...reading, recordPath })}
        />
      )}
    </>
  );
}

/** Taken when it is chosen, or left or ended with Enter: not at every key. */
function Typed({
  label,
  value,
  placeholder,
  options = [],
  take,
}: {
  label: string;
  value: string;
  placeholder: string;
  options?: readonly string[];
  take: (value: string | null) => void;
}) {
  const [text, setText] = useState(value);
  const done = (next: string) => {
    if (next.trim() !== value) take(next.trim() || null);
  };
  return (
    <Form.Item label={label}>
      <AutoComplete
        style={{ width: 180 }}
        value={text}
        options={options.map((one) => ({ value: one }))}
        showSearch={{
          filterOption: (typed, option) =>
            String(option?.value).toLowerCase().includes(typed.toLowerCase()),
        }}
        onChange={setText}
        onSelect={done}
        onBlur={() => done(text)}
      >
        <Input
          placeholder={placeholder}
          aria-label={label}
          allowClear
          onPressEnter={() => done(text)}
        />
      </AutoComplete>
    </Form.Item>
  );
}
