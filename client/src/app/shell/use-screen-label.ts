import { useCallback } from 'react';
import { usePreferences } from '../preferences.ts';
import type { ScreenEntry } from '../screen-entry.ts';

/** The name of a screen in the user's language. */
export function useScreenLabel(): (screen: ScreenEntry) => string {
  const { language } = usePreferences();
  return useCallback((screen) => screen.words[language], [language]);
}
