/** Search and commands, running jobs, language, ground and operator. */
import {
  MoonOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { AlertBell } from '../../alerts/alert-bell.tsx';
import { showKeys } from '../commands.ts';
import { setPreference, usePreferences } from '../preferences.ts';
import { useLegend } from '../../legend/legend.tsx';
import { MyInbox } from '../../inbox/my-inbox.tsx';
import { DemoProgress } from './demo-progress.tsx';
import { useOperator } from './operator.ts';
import { RunningJobs } from './running-jobs.tsx';

export function TopBar({
  openPalette,
  openHelp,
}: {
  openPalette: () => void;
  openHelp: () => void;
}) {
  const { t } = useTranslation('common');
  const { language } = usePreferences();
  const { palette } = useLegend();
  const operator = useOperator();
  return (
    <header className="top-bar">
      <button type="button" className="top-search" onClick={openPalette} data-testid="open-palette">
        <SearchOutlined />
        <span>{t('searchPrompt')}</span>
        <kbd>{showKeys('mod+k')}</kbd>
      </button>
      <span className="grow" />
      <DemoProgress />
      <RunningJobs />
      <AlertBell />
      <MyInbox />
      <Tooltip title={t('commands.help')}>
        <Button
          type="text"
          icon={<QuestionCircleOutlined />}
          aria-label={t('commands.help')}
          onClick={openHelp}
        />
      </Tooltip>
      <Button
        type="text"
        data-testid="language"
        aria-label={language === 'zh' ? 'English' : '中文'}
        onClick={() => setPreference('language', language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'EN' : '中'}
      </Button>
      <Tooltip title={t(palette.dark ? 'commands.light' : 'commands.dark')}>
        <Button
          type="text"
          data-testid="theme"
          aria-label={t(palette.dark ? 'commands.light' : 'commands.dark')}
          icon={palette.dark ? <SunOutlined /> : <MoonOutlined />}
          onClick={() => setPreference('theme', palette.dark ? 'light' : 'dark')}
        />
      </Tooltip>
      <Tooltip title={t('operator.change')}>
        <Button type="text" icon={<UserOutlined />} onClick={operator.ask}>
          {operator.name ?? ''}
        </Button>
      </Tooltip>
    </header>
  );
}
