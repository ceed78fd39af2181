import { AimOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const targetingScreen: ScreenEntry = {
  name: 'targeting',
  path: '/targeting',
  route: '/targeting/:list?',
  icon: AimOutlined,
  words: { zh: '布控', en: 'Targeting' },
  load: async () => (await import('./targeting-screen.tsx')).TargetingScreen,
};
