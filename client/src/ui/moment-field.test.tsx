import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { MomentField } from './moment-field.tsx';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
vi.stubGlobal('matchMedia', () => ({ matches: false, addListener() {}, removeListener() {} }));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

it('a typed minute counts as the district’s when the field is left', async () => {
  const change = vi.fn();
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => root.render(<MomentField label="From" value={null} change={change} />));
  const field = place.querySelector('input') ?? expect.fail('no field');
  await act(async () => {
    field.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    field.focus();
    field.click();
  });
  await act(async () => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(field, '2026-10-31 06:00');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => {
    field.blur();
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect(change.mock.calls).toEqual([[Date.parse('2026-10-31T06:00:00+08:00')]]);
  await act(async () => root.unmount());
});
