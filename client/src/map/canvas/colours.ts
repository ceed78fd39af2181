/** Colours of tracks: by speed in steps, by vehicle, by the level of its highest tag. */
import type { Palette } from '../../app/theme.ts';

export type ColourBy = 'speed' | 'vehicle' | 'tag';
export type SpeedUnit = 'km/h' | 'kn';

const kmhOfKnot = 1.852;
/** Lower bounds of the steps, in the unit that people of the trade use. */
const steps: Readonly<Record<SpeedUnit, readonly number[]>> = {
  'km/h': [0, 5, 30, 60, 80, 100],
  kn: [0, 1, 5, 10, 15, 20],
};
const speedColours = {
  light: ['#6F7A88', '#3C9C8C', '#1F86B0', '#2F5FB8', '#6A3FA8', '#8A1C78'],
  dark: ['#8B96A5', '#5B86E5', '#3BA7CF', '#45C7A0', '#A3D955', '#F2E35A'],
} as const;
const unknownSpeed = { light: '#A8B0BB', dark: '#5E6977' } as const;

/** Twenty that differ side by side; the first eight are the most distinct. */
const vehicleColours = {
  light: [
    '#2F6FDE',
    '#C2410C',
    '#0F8A76',
    '#8E3BD0',
    '#B7791F',
    '#C02672',
    '#3F7D20',
    '#0E7490',
    '#5B5BD6',
    '#A1442B',
    '#1D6F5C',
    '#7A2E9E',
    '#8A6D1B',
    '#96305F',
    '#5E7F1A',
    '#31688E',
    '#444FA0',
    '#7F4F24',
    '#2B7A4B',
    '#6B4C9A',
  ],
  dark: [
    '#6EA0F5',
    '#F59E6C',
    '#3CC9B5',
    '#C08CF5',
    '#E5BE5A',
    '#F27DB4',
    '#8FCB6B',
    '#54C3DE',
    '#9A9AF5',
    '#E08B74',
    '#5FC7AE',
    '#B98AD8',
    '#CFB45F',
    '#DB86AB',
    '#AECB66',
    '#86B6D6',
    '#8F9BE6',
    '#CDA078',
    '#74C795',
    '#AC95D8',
  ],
} as const;

export interface SpeedStep {
  /** In the unit. */
  readonly from: number;
  readonly to: number | null;
  readonly colour: string;
}

const ground = (palette: Pick<Palette, 'dark'>) => (palette.dark ? 'dark' : 'light');

export function speedSteps(unit: SpeedUnit, palette: Pick<Palette, 'dark'>): SpeedStep[] {
  return steps[unit].map((from, index) => ({
    from,
    to: steps[unit][index + 1] ?? null,
    colour: speedColours[ground(palette)][index]!,
  }));
}

export const speedIn = (unit: SpeedUnit, kmh: number) => (unit === 'kn' ? kmh / kmhOfKnot : kmh);

/** Index of the step that a speed falls into, -1 unknown. */
export function speedStep(unit: SpeedUnit, kmh: number): number {
  if (!Number.isFinite(kmh)) return -1;
  const value = Math.max(0, speedIn(unit, kmh));
  return steps[unit].findLastIndex((from) => value >= from);
}

export function speedColour(unit: SpeedUnit, kmh: number, palette: Pick<Palette, 'dark'>): string {
  const step = speedStep(unit, kmh);
  return step < 0 ? unknownSpeed[ground(palette)] : speedColours[ground(palette)][step]!;
}

export function vehicleColour(index: number, palette: Pick<Palette, 'dark'>): string {
  const colours = vehicleColours[ground(palette)];
  return colours[index % colours.length]!;
}

/** @param level of the highest tag, 0 or 1: none that tells a risk */
export function tagColour(level: number, palette: Palette): string {
  return level < 2 ? palette.muted : palette.risk[Math.min(5, level) as 2 | 3 | 4 | 5];
}
