/** Why a rule derives a tag that an alert is about: its sentence with the figures, and the paths behind it, with what is new in bold. */
import { useTranslation } from 'react-i18next';
import type { AlertPageQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { AlertPath } from './alert-path.tsx';

type Rule = NonNullable<AlertPageQuery['alert']>['rules'][number];

export function AlertRule({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation('alerts');
  const legend = useLegend();
  const { tag, version, isLost, sentence, paths } = rule;
  return (
    <section className="alert-rule" data-testid={`alert-rule-${tag}`}>
      <h3>
        {t(isLost ? 'tagRested' : 'tagWhy', { tag: legend.tagLabel(tag) })}{' '}
        <span className="muted">{t('ruleVersion', { version })}</span>
      </h3>
      <p>{sentence[legend.language]}</p>
      {paths.map((steps, index) => (
        <AlertPath key={index} steps={steps} />
      ))}
    </section>
  );
}
