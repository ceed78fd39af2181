/** What one person chose about the page itself (theme, language, panels), kept in this browser. */
import { createStore, useStore } from './store.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Language = 'zh' | 'en';

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly language: Language;
  /** Sizes and open states of panels by name. */
  readonly panels: Readonly<Record<string, number | boolean | string>>;
}

const storageKey = 'phecda.preferences';

function browserLanguage(): Language {
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages;
  const first = languages.find((name) => /^(zh|en)\b/i.test(name));
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

function load(): Preferences {
  const defaults: Preferences = { theme: 'system', language: browserLanguage(), panels: {} };
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
    return {
      theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : defaults.theme,
      language:
        stored.language === 'zh' || stored.language === 'en' ? stored.language : defaults.language,
      panels: stored.panels && typeof stored.panels === 'object' ? stored.panels : {},
    };
  } catch {
    return defaults;
  }
}

export const preferences = createStore<Preferences>(load());

preferences.subscribe(() => {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences.get()));
  } catch {
    // Storage is full or forbidden: the choice lasts as long as the page.
  }
});

export function usePreferences(): Preferences {
  return useStore(preferences);
}

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  preferences.set((before) => ({ ...before, [key]: value }));
}

/** A panel's remembered value and its setter. */
export function usePanel(name: string, initial: number): [number, (value: number) => void];
export function usePanel(name: string, initial: boolean): [boolean, (value: boolean) => void];
export function usePanel<T extends string = string>(
  name: string,
  initial: NoInfer<T>,
): [T, (value: T) => void];
export function usePanel<T extends number | boolean | string>(
  name: string,
  initial: T,
): [T, (value: T) => void] {
  const stored = usePreferences().panels[name];
  const value = typeof stored === typeof initial ? (stored as T) : initial;
  return [
    value,
    (next) =>
      preferences.set((before) => ({ ...before, panels: { ...before.panels, [name]: next } })),
  ];
}
