import { DeploymentUnitOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const analysisScreen: ScreenEntry = {
  name: 'analysis',
  path: '/analysis',
  route: '/analysis/:run?',
  icon: DeploymentUnitOutlined,
  words: { zh: '分析', en: 'Analysis' },
  load: async () => (await import('./analysis-screen.tsx')).AnalysisScreen,
};
