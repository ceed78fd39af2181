/** Tags and notes of an entity with what is pending about them. */
import type { InboxLine } from '@phecda/etl/inbox/inbox';
import type { Note } from '../../generated/resolvers.ts';
import type { TagOnEntityModel } from '../../graphql/models.ts';
import type { RecordContent, SaidBy } from '../../reading/entities.ts';

/** A tag that an entry sets shows at once; one that an entry takes back is marked. */
export function withPendingTags(
  tags: readonly TagOnEntityModel[],
  pending: readonly InboxLine[],
): TagOnEntityModel[] {
  const shown = new Map(tags.map((tag) => [tag.name, tag]));
  for (const { said } of pending) {
    if (said.kind === 'tag') {
      const before = shown.get(said.tag);
      if (before?.byHand && before.pending !== 'removing') continue;
      const sources = [...new Set([...(before?.sources ?? []), 'analyst'])].sort();
      const { tag: name, reason } = said;
      const ground = before?.ground ?? null;
      shown.set(name, { name, sources, byHand: true, reason, pending: 'adding', ground });
    } else if (said.kind === 'retract' && said.about?.tag !== undefined) {
      const before = shown.get(said.about.tag);
      if (before?.byHand) shown.set(before.name, { ...before, pending: 'removing' });
    }
  }
  return [...shown.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Newest first. */
export function notesOf(
  records: readonly RecordContent[],
  said: ReadonlyMap<string, SaidBy>,
  pending: readonly InboxLine[],
): Note[] {
  const removing = new Set(
    pending.flatMap(({ said: entry }) => (entry.kind === 'retract' ? entry.numbers : [])),
  );
  const notes: Note[] = [];
  for (const record of records) {
    const texts = record.props['notes'];
    const by = said.get(record.recordId);
    if (!by || !Array.isArray(texts)) continue;
    for (const text of texts)
      notes.push({
        text: String(text),
        author: by.author,
        at: by.at,
        number: by.number,
        pending: by.number !== null && removing.has(by.number) ? 'removing' : null,
      });
  }
  const known = new Set(notes.map((note) => note.number));
  for (const { said: entry, author, at, number } of pending)
    if (entry.kind === 'note' && !known.has(number))
      notes.push({ text: entry.text, author, at, number, pending: 'adding' });
  return notes.sort((a, b) =>
    a.at < b.at ? 1 : a.at > b.at ? -1 : (b.number ?? 0) - (a.number ?? 0),
  );
}
