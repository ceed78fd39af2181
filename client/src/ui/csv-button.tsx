/** Writes the rows of a list as a file for a spreadsheet. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { csv } from './csv.ts';
import { download } from './download.ts';

interface CsvButtonProps {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Heads first. */
  rows(): readonly (readonly (string | number)[])[];
}

export function CsvButton({ name, rows }: CsvButtonProps) {
  const { t } = useTranslation('common');
  return (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      onClick={() =>
        download(new Blob([csv(rows())], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
      }
      data-testid="as-csv"
    >
      {t('asCsv')}
    </Button>
  );
}
