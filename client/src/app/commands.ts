/** Every action of the page under one name: what Ctrl+K runs, what a key triggers, what the help sheet lists. */
import { useEffect } from 'react';
import { createStore, useStore } from './store.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading in the help sheet and the palette. */
  readonly group: string;
  /** E.g. 'e', 'shift+e', 'mod+z', '?'; several separated by a space. */
  readonly keys?: string;
  readonly enabled?: boolean;
  /** Listed in the help sheet but run by its own surface. */
  readonly passive?: boolean;
  run(): void;
}

const registered = createStore<readonly { owner: symbol; commands: readonly Command[] }[]>([]);

/** Registers these commands while the component is mounted; the latest owner wins a key. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const owner = Symbol('commands');
    registered.set((before) => [...before, { owner, commands }]);
    return () => registered.set((before) => before.filter((entry) => entry.owner !== owner));
  }, [commands]);
}

export function useAllCommands(): readonly Command[] {
  return useStore(registered).flatMap((entry) => entry.commands);
}

/** The name of a key press as `keys` writes it. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  const key = event.key.toLowerCase();
  const printable = event.key.length === 1 && !/[a-z0-9]/i.test(event.key);
  const parts = [
    (event.ctrlKey || event.metaKey) && 'mod',
    event.altKey && 'alt',
    event.shiftKey && !printable && 'shift',
    key === ' ' ? 'space' : key === '+' ? 'plus' : key,
  ];
  return parts.filter(Boolean).join('+');
}

/** What chosen boxes and radio buttons do with keys themselves. */
const keysOfBoxes = /^(space|enter|arrow(up|down|left|right))$/;

/** Whether the key belongs to where the focus is. */
function isTaken(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type))
    return keysOfBoxes.test(name);
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

function dialogOpen(): boolean {
  return [
    ...document.querySelectorAll<HTMLElement>(
      '.ant-modal-wrap, .ant-drawer-open, .command-palette',
    ),
  ].some((element) => getComputedStyle(element).display !== 'none');
}

/** Runs the command of a key unless somebody types or a dialog is open. */
export function listenForKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    if (isTaken(event.target, name) && name !== 'mod+k') return;
    if (dialogOpen() && name !== 'mod+k') return;
    const all = registered.get().flatMap((entry) => entry.commands);
    const named = all.filter((one) => !one.passive && one.keys?.split(' ').includes(name));
    if (!named.length) return;
    // Also when it cannot run now: the browser's own meaning of the key would surprise.
    event.preventDefault();
    named.findLast((one) => one.enabled !== false)?.run();
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

export function showKeys(keys: string): string {
  return keys
    .split(' ')
    .map((combination) =>
      combination
        .split('+')
        .map((part) => {
          if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
          if (part === 'shift') return isMac ? '⇧' : 'Shift';
          if (part === 'arrowleft') return '←';
          if (part === 'arrowright') return '→';
          if (part === 'arrowup') return '↑';
          if (part === 'arrowdown') return '↓';
          if (part === 'plus') return '+';
          return part.length === 1
            ? part.toUpperCase()
            : part.charAt(0).toUpperCase() + part.slice(1);
        })
        .join('+'),
    )
    .join(' / ');
}
