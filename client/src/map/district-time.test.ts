import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { fromPicker, minuteText, secondText, shortText, toPicker } from './district-time.ts';

const at = Date.parse('2026-11-28T16:30:05Z');

describe('times of the district', () => {
  it('are eight hours ahead of UTC, into the next day', () => {
    expect(secondText(at)).toBe('2026-11-29 00:30:05');
    expect(minuteText(at)).toBe('2026-11-29 00:30');
    expect(shortText(at)).toBe('11-29 00:30');
  });

  it('are shown and read by a picker in any zone', () => {
    expect(toPicker(at).format('YYYY-MM-DD HH:mm')).toBe('2026-11-29 00:30');
    expect(fromPicker(toPicker(at))).toBe(at);
    expect(fromPicker(dayjs('2026-11-29 00:30:05'))).toBe(at);
  });
});
