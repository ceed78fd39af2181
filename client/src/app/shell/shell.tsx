/** The frame around every screen: rail, top bar, status bar, operator, demo progress, palette and help. */
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Loading } from '../../ui/loading.tsx';
import { listenForKeys, useCommands, type Command } from '../commands.ts';
import { setPreference, usePreferences } from '../preferences.ts';
import { screens } from '../../screens/screens.ts';
import { CommandPalette } from './command-palette.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { OperatorGate } from './operator-gate.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { screenKey } from './screen-key.ts';
import { useScreenLabel } from './use-screen-label.ts';
import './shell.css';

export function Shell() {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const label = useScreenLabel();
  const location = useLocation();
  const { theme, language } = usePreferences();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  useEffect(listenForKeys, []);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'palette',
        title: t('commands.palette'),
        group: t('groups.page'),
        keys: 'mod+k',
        run: () => setPaletteOpen((open) => !open),
      },
      {
        id: 'help',
        title: t('commands.help'),
        group: t('groups.page'),
        keys: '?',
        run: () => setHelpOpen(true),
      },
      ...screens.map((screen, index) => ({
        id: `screen-${screen.name}`,
        title: t('commands.openScreen', { screen: label(screen) }),
        group: t('groups.page'),
        ...(index < 10 && { keys: screenKey(index) }),
        run: () => void navigate(screen.path),
      })),
      {
        id: 'theme',
        title: t(theme === 'dark' ? 'commands.light' : 'commands.dark'),
        group: t('groups.page'),
        run: () =>
          setPreference(
            'theme',
            document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark',
          ),
      },
      {
        id: 'language',
        title: language === 'zh' ? 'English' : '中文',
        group: t('groups.page'),
        run: () => setPreference('language', language === 'zh' ? 'en' : 'zh'),
      },
    ],
    [t, navigate, label, theme, language],
  );
  useCommands(commands);
  return (
    <OperatorGate>
      <div className="shell">
        <Rail />
        <TopBar openPalette={() => setPaletteOpen(true)} openHelp={() => setHelpOpen(true)} />
        <main className="shell-main">
          <ErrorBoundary key={location.pathname.split('/')[1]}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
        <StatusBar />
      </div>
      {paletteOpen && <CommandPalette close={() => setPaletteOpen(false)} />}
      <HelpSheet open={helpOpen} close={() => setHelpOpen(false)} />
    </OperatorGate>
  );
}
