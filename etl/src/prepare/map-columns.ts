/** Step 2, map: binds the mapping's fields to the file's columns. */
import { ImportAbort } from '../errors.ts';
import { bindFields } from '../mapping/compile-fields.ts';
import type { PrepareStep } from './prepare-context.ts';

export const mapColumns: PrepareStep = {
  name: 'map',
  run(context) {
    const { raw, job } = context;
    if (raw === null) throw new Error('nothing read');
    const binding = bindFields(job.mapping, raw.columns, job.assignment);
    if (binding.missing.length > 0) {
      const wanted = binding.missing
        .map(({ field, columns }) => `${field} (${columns.join(' | ')})`)
        .join(', ');
      throw new ImportAbort(
        'missing-columns',
        `Required columns are missing: ${wanted}. The file has: ${raw.columns.slice(0, 50).join(', ')}.`,
        {
          field: binding.missing[0]?.field ?? '',
          value: raw.columns.slice(0, 50).join(', '),
        },
      );
    }
    context.fields = binding.fields;
    return Promise.resolve();
  },
};
