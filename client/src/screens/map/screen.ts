import { EnvironmentOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const mapScreen: ScreenEntry = {
  name: 'map',
  path: '/map',
  route: '/map',
  icon: EnvironmentOutlined,
  words: { zh: '地图', en: 'Map' },
  load: async () => (await import('./map-screen.tsx')).MapScreen,
};
