/** Whose positions a file holds that names nobody in them: the plate, MMSI or terminal in a track's or the file's name. */
import type { DeviceKey } from '@phecda/graph-schema/ports/position-store';
import { deviceKey } from './device-key.ts';

/** Null where the text is empty. */
export function deviceInName(text: string): DeviceKey | null {
  const said = { plate: '', terminal: '', mmsi: '', imo: '', name: '' };
  const bare = text.trim();
  for (const part of [bare, ...bare.split(/[\s_\-.,;]+/)]) {
    const plate = part === '' ? null : deviceKey({ ...said, plate: part });
    if (plate) return plate;
  }
  const mmsi = /(?<!\d)[2-7]\d{8}(?!\d)/.exec(bare)?.[0];
  if (mmsi !== undefined) return deviceKey({ ...said, mmsi });
  return bare === '' ? null : deviceKey({ ...said, terminal: bare });
}

export function bareFileName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}
