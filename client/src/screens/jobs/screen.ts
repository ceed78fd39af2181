import { ScheduleOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const jobsScreen: ScreenEntry = {
  name: 'jobs',
  path: '/jobs',
  route: '/jobs',
  icon: ScheduleOutlined,
  words: { zh: '任务', en: 'Jobs' },
  load: async () => (await import('./jobs-screen.tsx')).JobsScreen,
};
