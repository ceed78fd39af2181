/** Searches that somebody has kept: one click asks again. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  RemoveSavedQueryDocument,
  SavedQueriesDocument,
  SaveQueryDocument,
} from '../../generated/graphql.ts';
import { ofSavedQueries, type SavedQuery } from './saved-query.ts';

export function SavedQueries() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const notify = useNotify();
  const [{ data }] = useQuery({
    query: SavedQueriesDocument,
    requestPolicy: 'cache-and-network',
    context: ofSavedQueries,
  });
  const [, remove] = useMutation(RemoveSavedQueryDocument);
  const [, save] = useMutation(SaveQueryDocument);
  const queries = data?.savedQueries ?? [];
  const drop = async ({ id, name, kind, content }: SavedQuery) => {
    const result = await remove({ id }, ofSavedQueries);
    if (result.error) return notify.failed(result.error, t('saved.removeFailed'));
    notify.done(t('saved.removed'), () => void save({ name, kind, content }));
  };
  if (queries.length === 0) return <div className="muted">{t('saved.none')}</div>;
  return (
    <ul className="recent-list" data-testid="saved-queries">
      {queries.map((query) => (
        <li key={query.id}>
          <Link className="ellipsis" to={`/?query=${query.id}`} data-testid="saved-query">
            {query.name}
          </Link>
          <span className="muted grow">
            {t(`search.${query.kind}`)} · {query.actor} · {format.instant(query.at)}
          </span>
          <Tooltip title={t('saved.remove')}>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('saved.remove')}
              onClick={() => void drop(query)}
            />
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
