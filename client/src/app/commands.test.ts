import { describe, expect, it } from 'vitest';
import { keyName, showKeys } from './commands.ts';

const press = (key: string, part: Partial<KeyboardEvent> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...part });

describe('keys', () => {
  it('names presses as commands write them', () => {
    expect(press('E', { shiftKey: true })).toBe('shift+e');
    expect(press('z', { ctrlKey: true })).toBe('mod+z');
    expect(press('Z', { metaKey: true, shiftKey: true })).toBe('mod+shift+z');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('+', { shiftKey: true })).toBe('plus');
    expect(press('ArrowLeft')).toBe('arrowleft');
  });

  it('shows them to people', () => {
    expect(showKeys('mod+shift+z')).toBe('Ctrl+Shift+Z');
    expect(showKeys('plus =')).toBe('+ / =');
  });
});
