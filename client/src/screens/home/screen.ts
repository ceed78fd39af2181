import { HomeOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const homeScreen: ScreenEntry = {
  name: 'home',
  path: '/',
  route: '/',
  icon: HomeOutlined,
  words: { zh: '首页', en: 'Home' },
  load: async () => (await import('./home-screen.tsx')).HomeScreen,
};
