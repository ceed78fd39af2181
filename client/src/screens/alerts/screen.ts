import { AlertOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const alertsScreen: ScreenEntry = {
  name: 'alerts',
  path: '/alerts',
  route: '/alerts/:alert?',
  icon: AlertOutlined,
  words: { zh: '预警', en: 'Alerts' },
  load: async () => (await import('./alerts-screen.tsx')).AlertsScreen,
};
