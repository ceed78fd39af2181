/** The one fact that alone holds two halves of a group together, to be judged before anything is said of the whole. */
import { Alert, Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { halvesAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { ForgetFactVerdictDocument, JudgeFactDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import type { FullGroup } from './group-panel.tsx';

type WeakLink = NonNullable<FullGroup['weakLink']>;

interface WeakLinkNoteProps {
  readonly run: string;
  readonly group: FullGroup;
  readonly link: WeakLink;
  onJudged(): void;
  /** Opens the form of another run. */
  onAgain(): void;
}

/** Members of a half that one address carries. */
const MOST_SHOWN = 150;

export function WeakLinkNote({ run, group, link, onJudged, onAgain }: WeakLinkNoteProps) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  const [judging, setJudging] = useState<'holds' | 'apart' | null>(null);
  const [, judge] = useMutation(JudgeFactDocument);
  const members = new Map(group.members.map((member) => [member.id, member]));
  const [larger = [], smaller = []] = link.sides;
  const recordsOf = (ids: readonly string[]) => ids.flatMap((id) => members.get(id)?.record ?? []);
  const named = link.entity
    ? `${legend.typeLabel(link.entity.type)} ${link.entity.label}`
    : t('weak.oneRelation');
  const told = t(`weak.${link.kind}`, {
    named,
    larger: larger.length,
    smaller: smaller.length,
  });
  const save = async (apart: boolean, reason: string) => {
    const result = await judge({ run, key: group.key, apart, reason });
    if (result.data) onJudged();
    return result.error;
  };
  return (
    <>
      <Alert
        type={link.verdict ? 'info' : 'warning'}
        showIcon
        data-testid="weak-link"
        title={told}
        description={
          <>
            {link.verdict && (
              <Verdict
                run={run}
                group={group.key}
                verdict={link.verdict}
                onForgotten={onJudged}
                onAgain={onAgain}
              />
            )}
            <Space size={4} wrap>
              <Link
                to={halvesAddress(
                  [recordsOf(smaller), recordsOf(larger)].map((half) => half.slice(0, MOST_SHOWN)),
                  {
                    records: link.entity ? [link.entity.record] : [],
                    relations: link.entity ? [] : link.relations,
                  },
                )}
              >
                <Button size="small" data-testid="weak-look">
                  {t('weak.look')}
                </Button>
              </Link>
              {link.judgeable &&
                !link.verdict &&
                (['holds', 'apart'] as const).map((verdict) => (
                  <Button
                    key={verdict}
                    size="small"
                    onClick={() => setJudging(verdict)}
                    data-testid={`weak-${verdict}`}
                  >
                    {t(`weak.${verdict}`)}
                  </Button>
                ))}
            </Space>
          </>
        }
      />
      {judging && (
        <ReasonDialog
          title={`${t(`weak.${judging}`)}: ${named}`}
          ok={t(`weak.${judging}`)}
          close={() => setJudging(null)}
          save={({ reason }) => save(judging === 'apart', reason)}
        >
          <p>{told}</p>
          <p>
            {t(
              judging === 'holds'
                ? 'weak.holdsWhy'
                : link.kind === 'member'
                  ? 'weak.memberApartWhy'
                  : 'weak.apartWhy',
            )}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

interface VerdictProps {
  readonly run: string;
  readonly group: string;
  readonly verdict: NonNullable<WeakLink['verdict']>;
  onForgotten(): void;
  onAgain(): void;
}

function Verdict({ run, group, verdict, onForgotten, onAgain }: VerdictProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const notify = useNotify();
  const [, forget] = useMutation(ForgetFactVerdictDocument);
  const takeBack = async () => {
    const result = await forget({ run, key: group });
    if (result.error) notify.failed(result.error, t('weak.takeBackFailed'));
    else onForgotten();
  };
  return (
    <p data-testid="weak-verdict">
      <Tag>{t(verdict.apart ? 'weak.judgedApart' : 'weak.judgedHolds')}</Tag>
      {verdict.actor}, {format.instant(verdict.at)}: {verdict.reason}{' '}
      <Button type="link" size="small" onClick={() => void takeBack()}>
        {t('weak.takeBack')}
      </Button>
      {verdict.apart && (
        <Button type="link" size="small" onClick={onAgain} data-testid="weak-again">
          {t('weak.again')}
        </Button>
      )}
    </p>
  );
}
