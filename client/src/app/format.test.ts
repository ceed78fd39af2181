import { expect, it } from 'vitest';
import { entityTypes } from '@phecda/graph-schema/model';
import type { AttributeLegend } from '../legend/legend.tsx';
import { createFormat } from './format.ts';

it('writes the monthly volatility of the attributes as the profile does', () => {
  const model = entityTypes.Enterprise.attributes.find((one) => one.name === 'monthlyVolatility')!;
  const legend = { ...model, unit: model.unit, values: [] } as unknown as AttributeLegend;
  const format = createFormat('en');
  expect(format.value(395, legend)).toBe('39.5%');
  expect(format.value(395, legend)).toBe(format.percent(395 / 1000));
});
