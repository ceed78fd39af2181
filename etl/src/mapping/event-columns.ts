/** Columns of a declaration: those that refer to records are the event's roles, the others hold values. */
import { eventTypes, type EventRole } from '@phecda/graph-schema/model';

export type EventRecordColumn = EventRole['Declaration'];

export const eventRecordColumns = eventTypes.Declaration.roles.map(
  ({ name }) => name as EventRecordColumn,
);
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
