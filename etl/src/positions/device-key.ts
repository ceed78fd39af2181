/** What names a mover best: a plate, then a ship's number, then the terminal. */
import type { DeviceKey } from '@phecda/graph-schema/ports/position-store';
import { cleanImo, cleanMmsi, cleanPlate } from '../clean/identifiers.ts';

/** Null where nothing of it names one. */
export function deviceKey(said: {
  readonly plate: string;
  readonly terminal: string;
  readonly mmsi: string;
  readonly imo: string;
  readonly name: string;
}): DeviceKey | null {
  const { terminal, name } = said;
  const plate = cleanPlate(said.plate);
  if (typeof plate === 'string' && plate !== '')
    return { scheme: 'plate', value: plate, terminal, name: '' };
  const mmsi = cleanMmsi(said.mmsi);
  const imo = cleanImo(said.imo);
  const hasImo = typeof imo === 'string' && imo !== '';
  if (typeof mmsi === 'string' && mmsi !== '')
    return { scheme: 'mmsi', value: mmsi, terminal, name, ...(hasImo && { imo }) };
  if (hasImo) return { scheme: 'imo', value: imo, terminal, name };
  return terminal === '' ? null : { scheme: 'terminal', value: terminal, terminal: '', name: '' };
}
