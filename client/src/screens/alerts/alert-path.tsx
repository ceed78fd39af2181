/** The path of an alert: as it is now, with what the revision brought in bold, or as it was before. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import type { AlertPageQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';

type Step = NonNullable<AlertPageQuery['alert']>['path'][number];

export function AlertPath({
  steps,
  before = false,
}: {
  readonly steps: readonly Step[];
  /** As of the revision before. */
  readonly before?: boolean;
}) {
  const { t } = useTranslation('alerts');
  return (
    <div className="alert-path" data-testid={before ? 'alert-path-before' : 'alert-path'}>
      {steps.map((step, index) => (
        <span
          key={`${step.record} ${index}`}
          className={`step ${step.isNew ? (before ? 'is-gap' : 'is-new') : ''}`}
        >
          {index > 0 && <StepLink step={step} before={before} />}
          {before && !step.nodeWasThere ? (
            <span className="muted">{t('notKnown')}</span>
          ) : (
            <StepNode step={step} before={before} />
          )}
        </span>
      ))}
    </div>
  );
}

function StepLink({ step, before }: { readonly step: Step; readonly before: boolean }) {
  const { t } = useTranslation('alerts');
  const legend = useLegend();
  if (before && step.isNew) return <span className="muted">┄ {t('noRelation')} ┄</span>;
  return (
    <>
      <ArrowRightOutlined />
      {step.kinds.map(legend.kindLabel).join(' · ')}
      {step.isNew && <Tag color="blue">{t('new')}</Tag>}
      <ArrowRightOutlined />
    </>
  );
}

/** Tags of a node that are told beside it; all of them where the pointer rests. */
const mostTags = 3;

function StepTags({ tags }: { readonly tags: readonly string[] }) {
  const legend = useLegend();
  const worstFirst = legend.tagLabels(tags);
  const more = worstFirst.length - mostTags;
  return (
    <span className="muted" title={worstFirst.join(' · ')}>
      {worstFirst.slice(0, mostTags).join(' · ')}
      {more > 0 && ` +${more}`}
    </span>
  );
}

function StepNode({ step, before }: { readonly step: Step; readonly before: boolean }) {
  const { t } = useTranslation('alerts');
  if (!step.node) return <span className="muted">{t('gone')}</span>;
  return (
    <>
      <TypeIcon type={step.node.type} tags={before ? [] : step.node.tags} size={18} />
      <Link to={networkAddress([step.record])}>{step.node.label}</Link>
      {!before && step.node.tags.length > 0 && <StepTags tags={step.node.tags} />}
    </>
  );
}
