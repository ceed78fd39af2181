import { RadarChartOutlined } from '@ant-design/icons';
import type { ScreenEntry } from '../../app/screen-entry.ts';

export const analysisScreen: ScreenEntry = {
  name: 'analysis',
  path: '/analysis',
  route: '/analysis/:run?',
  icon: RadarChartOutlined,
  words: { zh: '分析', en: 'Analysis' },
  load: async () => (await import('./analysis-screen.tsx')).AnalysisScreen,
};
