import { TeamOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const gangsScreen: ScreenEntry = {
  name: 'gangs',
  path: '/gangs',
  route: '/gangs/:gang?/:view?',
  icon: TeamOutlined,
  words: { zh: '团伙', en: 'Gangs' },
  load: async () => (await import('./gangs-screen.tsx')).GangsScreen,
};
