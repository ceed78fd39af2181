import { EyeOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const watchesScreen: ScreenEntry = {
  name: 'watches',
  path: '/watches',
  route: '/watches/:watch?',
  icon: EyeOutlined,
  words: { zh: '监控', en: 'Watches' },
  load: async () => (await import('./watches-screen.tsx')).WatchesScreen,
};
