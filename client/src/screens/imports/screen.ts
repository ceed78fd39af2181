import { ImportOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const importsScreen: ScreenEntry = {
  name: 'imports',
  path: '/imports',
  route: '/imports/:fileId?',
  icon: ImportOutlined,
  words: { zh: '导入', en: 'Imports' },
  load: async () => (await import('./imports-screen.tsx')).ImportsScreen,
};
