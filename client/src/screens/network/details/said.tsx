/** What analysts said of the entity: notes, and what is not taken in yet. */
import { EditOutlined } from '@ant-design/icons';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import { AddNoteDocument, RetractEntryDocument } from '../../../generated/graphql.ts';
import { EntryLine } from '../../../inbox/entry-line.tsx';
import { newKey } from '../../../inbox/new-key.ts';
import type { EntityData } from './entity-data.ts';

export function Said({
  entity,
  record,
  changed,
}: {
  entity: EntityData;
  record: string;
  changed: () => void;
}) {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const format = useFormat();
  const notify = useNotify();
  const [text, setText] = useState<string | null>(null);
  const [{ fetching }, addNote] = useMutation(AddNoteDocument);
  const [, retract] = useMutation(RetractEntryDocument);
  const save = async () => {
    const note = text?.trim();
    if (!note) return;
    const answer = await addNote({ id: record, text: note, key: newKey() });
    if (answer.error) return notify.failed(answer.error, t('said.noteFailed'));
    setText(null);
    changed();
  };
  const takeBack = async (number: number) => {
    const answer = await retract({ number, key: newKey() });
    if (answer.error) return notify.failed(answer.error, t('said.noteFailed'));
    changed();
  };
  // Tags, notes and relations are marked where they stand.
  const waiting = entity.pending.filter(
    (entry) => !['tag', 'note', 'relation'].includes(entry.kind) && entry.tag === null,
  );
  return (
    <section className="said">
      {entity.notes.map((note) => (
        <div
          key={note.number ?? `${note.at} ${note.text}`}
          className={`said-note ${note.pending === 'removing' ? 'is-removing' : ''}`}
        >
          <p>{note.text}</p>
          <div className="row">
            <small className="muted grow">
              {note.author} · {format.instant(note.at)}
            </small>
            {note.pending && (
              <Tag className="is-pending">
                {t(note.pending === 'adding' ? 'said.pending' : 'said.removing')}
              </Tag>
            )}
            {note.number !== null && note.pending !== 'removing' && (
              <Button type="link" size="small" onClick={() => void takeBack(note.number!)}>
                {common('inbox.takeBack')}
              </Button>
            )}
          </div>
        </div>
      ))}
      {text === null ? (
        <Button
          size="small"
          type="dashed"
          icon={<EditOutlined />}
          data-testid="add-note"
          onClick={() => setText('')}
        >
          {t('said.addNote')}
        </Button>
      ) : (
        <div>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={4000}
            value={text}
            placeholder={t('said.notePlaceholder')}
            aria-label={t('said.addNote')}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="row">
            <Button size="small" type="primary" loading={fetching} onClick={() => void save()}>
              {t('said.noteSave')}
            </Button>
            <Button size="small" onClick={() => setText(null)}>
              {common('cancel')}
            </Button>
          </div>
        </div>
      )}
      {waiting.length > 0 && (
        <ul className="inbox-list" aria-label={t('said.pendingTitle')} data-testid="pending">
          {waiting.map((entry) => (
            <EntryLine
              key={entry.number}
              entry={entry}
              takeBack={() => void takeBack(entry.number)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
