/** While the demo world loads: how far it is. */
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSystem } from './use-system.ts';

export function DemoProgress() {
  const { t } = useTranslation('common');
  const { system } = useSystem();
  const demo = system?.demo;
  if (!demo || demo.finished) return null;
  const percent = demo.total > 0 ? Math.floor((100 * demo.done) / demo.total) : 0;
  return (
    <div className="demo-progress" role="status">
      <span>
        {t('demo.loading', { phase: t(`demo.phases.${demo.phase}`, { defaultValue: demo.phase }) })}
      </span>
      <Progress percent={percent} size="small" showInfo={false} />
      <span className="num">{percent}%</span>
    </div>
  );
}
