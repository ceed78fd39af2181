/** One palette per ground feeds Ant Design's tokens, our CSS variables and the canvas. */
import { theme as antTheme, type ThemeConfig } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { usePreferences } from './preferences.ts';

export interface Palette {
  readonly dark: boolean;
  readonly ground: string;
  readonly canvas: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  /** Words and figures that warn, or tell of success, readable on every ground. */
  readonly warn: string;
  readonly good: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly hover: string;
  /** Colour of risk levels 2 to 5, at index level. */
  readonly risk: readonly [string, string, string, string, string, string];
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    dark: false,
    ground: '#EEF1F5',
    canvas: '#F8FAFC',
    panel: '#FFFFFF',
    raised: '#FFFFFF',
    line: '#DDE2EA',
    text: '#1B2430',
    muted: '#5B6675',
    faint: '#616B79',
    warn: '#9A4F00',
    good: '#23690C',
    accent: '#2460CB',
    accentSoft: '#E6EEFC',
    hover: '#F0F3F8',
    risk: ['transparent', 'transparent', '#E5B800', '#F08C00', '#E03131', '#8B0F1A'],
  },
  dark: {
    dark: true,
    ground: '#12161C',
    canvas: '#151A21',
    panel: '#1B2129',
    raised: '#232A34',
    line: '#2E3742',
    text: '#E3E8EF',
    muted: '#9AA5B4',
    faint: '#8D98A7',
    warn: '#FF9F2E',
    good: '#6FCB4F',
    accent: '#6EA0F5',
    accentSoft: '#22324D',
    hover: '#262E39',
    risk: ['transparent', 'transparent', '#F2CC2F', '#FF9F2E', '#FF5C5C', '#C2283A'],
  },
};

const fontFamily =
  'Inter, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

function systemDark(): MediaQueryList | undefined {
  return typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
}

function applyVariables(palette: Palette): void {
  const root = document.documentElement;
  root.dataset['theme'] = palette.dark ? 'dark' : 'light';
  root.style.colorScheme = palette.dark ? 'dark' : 'light';
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === 'string') root.style.setProperty(`--${name}`, value);
  }
  palette.risk.forEach((colour, level) => root.style.setProperty(`--risk-${level}`, colour));
  root.style.setProperty('--font', fontFamily);
}

export function usePalette(): Palette {
  const { theme } = usePreferences();
  const [dark, setDark] = useState(() => systemDark()?.matches ?? false);
  useEffect(() => {
    const query = systemDark();
    if (!query) return;
    const listen = () => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  const palette = palettes[theme === 'system' ? (dark ? 'dark' : 'light') : theme];
  useMemo(() => applyVariables(palette), [palette]);
  return palette;
}

export function antThemeOf(palette: Palette): ThemeConfig {
  return {
    algorithm: palette.dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 13,
      fontSizeSM: 12,
      controlHeight: 30,
      controlHeightSM: 26,
      borderRadius: 5,
      borderRadiusSM: 4,
      colorPrimary: palette.accent,
      colorLink: palette.accent,
      ...(palette.dark ? {} : { colorError: '#C81E1E', colorPrimaryHover: '#1B4FA8' }),
      colorSuccess: palette.good,
      // Ant Design would make a grey ground of so dark a green, on which it cannot be read.
      ...(palette.dark ? {} : { colorSuccessBg: '#EAF6E4', colorSuccessBorder: '#A9D39A' }),
      colorTextPlaceholder: palette.faint,
      colorTextDescription: palette.muted,
      colorTextTertiary: palette.muted,
      colorBgBase: palette.panel,
      colorBgContainer: palette.panel,
      colorBgElevated: palette.raised,
      colorBgLayout: palette.ground,
      colorTextBase: palette.text,
      colorBorder: palette.line,
      colorBorderSecondary: palette.line,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      wireframe: false,
    },
    components: {
      Table: {
        cellPaddingBlockSM: 4,
        cellPaddingInlineSM: 8,
        cellFontSizeSM: 12,
        headerBg: palette.ground,
      },
      Tabs: { horizontalMargin: '0', cardPaddingSM: '4px 10px' },
      Tooltip: { fontSize: 12 },
      Button: { primaryColor: palette.dark ? palette.ground : '#FFFFFF' },
    },
  };
}
