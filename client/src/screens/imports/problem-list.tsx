/** What is wrong with a file or rows of it: row, field, value and the reason in the user's language. */
import { useTranslation } from 'react-i18next';
import type { ProblemPartsFragment } from '../../generated/graphql.ts';

/** The reason's words by code; the server's English sentence where no words are known. */
export function useReason(): (code: string, fallback: string) => string {
  const { t, i18n } = useTranslation('imports');
  return (code, fallback) =>
    i18n.language === 'en'
      ? fallback || t(`reasons.${code}`, { defaultValue: code })
      : t(`reasons.${code}`, { defaultValue: fallback || code });
}

export function ProblemList({ problems }: { problems: readonly ProblemPartsFragment[] }) {
  const { t } = useTranslation('imports');
  const reason = useReason();
  const shown = problems.slice(0, 50);
  return (
    <>
      <ul className="problems">
        {shown.map((problem, i) => (
          <li key={i}>
            {(problem.row ?? 0) > 0 && (
              <span className="muted">{t('rowNumber', { row: problem.row })} </span>
            )}
            {problem.field && <code>{problem.field}</code>} {reason(problem.code, problem.message)}{' '}
            {problem.value && <code className="cell">{problem.value}</code>}
          </li>
        ))}
      </ul>
      {shown.length < problems.length && (
        <div className="muted">
          {t('xOfY', { ns: 'common', x: shown.length, y: problems.length })}
        </div>
      )}
    </>
  );
}
