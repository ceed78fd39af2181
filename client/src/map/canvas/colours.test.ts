import { describe, expect, it } from 'vitest';
import { palettes } from '../../app/theme.ts';
import { speedColour, speedStep, speedSteps, tagColour, vehicleColour } from './colours.ts';

describe('colours of tracks', () => {
  it('by speed follow the steps of the legend', () => {
    const steps = speedSteps('km/h', palettes.light);
    for (const { from, to, colour } of steps) {
      expect(speedColour('km/h', from, palettes.light)).toBe(colour);
      if (to !== null) expect(speedColour('km/h', to - 0.01, palettes.light)).toBe(colour);
    }
    expect(new Set(steps.map(({ colour }) => colour)).size).toBe(steps.length);
    expect(speedStep('km/h', Number.NaN)).toBe(-1);
    expect(speedStep('km/h', -3)).toBe(0);
  });

  it('of vessels are stepped in knots', () => {
    expect(speedStep('kn', 1.852 * 9.9)).toBe(2);
    expect(speedStep('kn', 1.852 * 10)).toBe(3);
  });

  it('differ among twenty vehicles, on either ground', () => {
    for (const palette of [palettes.light, palettes.dark]) {
      const colours = Array.from({ length: 20 }, (_, index) => vehicleColour(index, palette));
      expect(new Set(colours).size).toBe(20);
    }
  });

  it('of risk are for risk alone', () => {
    expect(tagColour(1, palettes.light)).toBe(palettes.light.muted);
    expect(tagColour(5, palettes.light)).toBe(palettes.light.risk[5]);
  });
});
