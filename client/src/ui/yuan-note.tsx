/** What a sum in yuan rests on: sums per currency, how many declarations a monthly rate converted, and how many it leaves out. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../app/format.ts';

interface Sums {
  readonly amounts: readonly { readonly currency: string; readonly value: number }[];
  readonly converted: number;
  readonly unconverted: number;
}

export function YuanNote({ sums: { amounts, converted, unconverted } }: { sums: Sums }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const foreign = amounts.some(({ currency }) => currency !== 'CNY');
  if (!foreign && converted + unconverted === 0) return null;
  return (
    <small className="muted yuan-note" data-testid="yuan-note">
      {amounts.map(({ currency, value }) => format.amount(currency, value)).join(' · ')}
      {converted > 0 && <> · {t('yuan.converted', { count: converted })}</>}
      {unconverted > 0 && (
        <>
          {' · '}
          <span className="warn">{t('yuan.unconverted', { count: unconverted })}</span>
        </>
      )}
    </small>
  );
}
