/** Columns of a declaration: those that refer to records, and those that hold values. */

export const eventRecordColumns = [
  'trader',
  'declarant',
  'overseas',
  'carrier',
  'vehicle',
  'vessel',
  'container',
  'port',
  'hs',
] as const;
export const eventFieldColumns = [
  'number',
  'date',
  'direction',
  'value',
  'yuan',
  'mass',
  'quantity',
  'origin',
  'destination',
  'mode',
  'currency',
  'inspection',
  'hsCode',
] as const;
