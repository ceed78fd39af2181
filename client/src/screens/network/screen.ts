import { DeploymentUnitOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const networkScreen: ScreenEntry = {
  name: 'network',
  path: '/network',
  route: '/network/:investigationId?',
  icon: DeploymentUnitOutlined,
  words: { zh: '网络', en: 'Network' },
  load: async () => (await import('./network-screen.tsx')).NetworkScreen,
};
