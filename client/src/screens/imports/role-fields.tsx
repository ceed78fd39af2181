/** Chooses what a file is to an earlier one: the correction of it, or rows added to a full list; never both. */
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { FilePartsFragment } from '../../generated/graphql.ts';
import { baseOf, type FileRole } from './file-role.ts';

export function RoleFields({
  files,
  role,
  whole,
  choose,
}: {
  /** Of the same dataset. */
  files: readonly FilePartsFragment[];
  role: FileRole;
  /** Files of this dataset are full lists. */
  whole: boolean;
  choose: (role: FileRole) => void;
}) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const loaded = files.filter((file) => file.state === 'loaded');
  const options = (some: readonly FilePartsFragment[]) =>
    some.map((file) => ({ value: file.id, label: `${file.name} · ${format.instant(file.at)}` }));
  const base = role.supplements === undefined ? null : baseOf(role, files);
  return (
    <>
      <Form.Item label={t('corrects')} tooltip={t('correctsHint')}>
        <Select
          style={{ width: 220 }}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={role.supersedes ?? null}
          placeholder={t('correctsNone')}
          aria-label={t('corrects')}
          onChange={(value: string | undefined) => choose(value ? { supersedes: value } : {})}
          options={options(loaded)}
        />
      </Form.Item>
      {(whole || base) && (
        <Form.Item label={t('addsTo')} tooltip={t('addsToHint')}>
          <Select
            style={{ width: 220 }}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={base?.id ?? null}
            placeholder={t('correctsNone')}
            aria-label={t('addsTo')}
            onChange={(value: string | undefined) => choose(value ? { supplements: value } : {})}
            options={options(
              loaded.filter((file) => file.mode === 'snapshot' && !file.supplements),
            )}
          />
        </Form.Item>
      )}
    </>
  );
}
