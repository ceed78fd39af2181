/** What lines have met: columns of a table, or one sentence. */
import type { TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import type { Format } from '../../app/format.ts';
import type { FiguresPartsFragment } from '../../generated/graphql.ts';

export type Figures = Pick<FiguresPartsFragment, 'matched' | 'inspected' | 'found'>;

/** Of the inspected ones, those with something found; nothing where none was inspected. */
export function hitRate({ inspected, found }: Figures, format: Format): string {
  return inspected === 0 ? '' : format.percent(found / inspected);
}

export function figureColumns<Row>(
  t: TFunction<'targeting'>,
  format: Format,
  of: (row: Row) => Figures,
): TableColumnsType<Row> {
  const share = (row: Row) => {
    const { inspected, found } = of(row);
    return inspected === 0 ? -1 : found / inspected;
  };
  return [
    ...(['matched', 'inspected', 'found'] as const).map((figure) => ({
      title: t(figure),
      key: figure,
      width: figure === 'inspected' ? 108 : 78,
      align: 'right' as const,
      sorter: (a: Row, b: Row) => of(a)[figure] - of(b)[figure],
      render: (_: unknown, row: Row) => format.number(of(row)[figure]),
    })),
    {
      title: t('hitRate'),
      key: 'hitRate',
      width: 84,
      align: 'right',
      sorter: (a, b) => share(a) - share(b),
      render: (_, row) => hitRate(of(row), format),
    },
  ];
}

export function figuresText(figures: Figures, t: TFunction<'targeting'>, format: Format): string {
  return t('figures', {
    matched: format.number(figures.matched),
    inspected: format.number(figures.inspected),
    found: format.number(figures.found),
    rate: hitRate(figures, format) || '–',
  });
}
