import { FolderOpenOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const casesScreen: ScreenEntry = {
  name: 'cases',
  path: '/cases',
  route: '/cases',
  icon: FolderOpenOutlined,
  words: { zh: '案件', en: 'Cases' },
  load: async () => (await import('./cases-screen.tsx')).CasesScreen,
};
