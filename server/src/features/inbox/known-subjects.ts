/** What was shown lately, so that checking a small write waits for no large table: a courtesy to its author, since the writer checks again. */
import type { EntitySummary } from '@phecda/graph-schema/ports/graph-store';
import type { ShownSubjects } from '@phecda/graph-schema/ports/written-expansion';
import { formatUuid, parsed, parseUuid } from '@phecda/graph-schema/projection/uuid';
import { checkId } from '../../graphql/clamp.ts';
import { entityType } from '../../reading/analyst-files.ts';
import { requireEntityId, requireRecordId } from '../../reading/entity-ids.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { requirePermission } from '../viewer.ts';

export interface KnownSubject {
  /** What a reference is stored by. */
  readonly record: string;
  readonly entity: string;
  readonly type: string;
}

type ShownNode = Pick<EntitySummary, 'id' | 'record' | 'type'>;

const maxKept = 100_000;
/** Subjects kept of the last answers that showed many at once. */
const maxTogether = 50_000;

export class KnownSubjects {
  readonly #kept = new Map<string, KnownSubject>();
  /** The oldest first. They are looked through when something is written, which is rare beside what is shown. */
  readonly #together: ShownSubjects[] = [];
  #subjectsTogether = 0;

  /** @param asked id by which it was asked for: a record that it names is the one to speak of. */
  shown(node: ShownNode, asked = node.id): void {
    const { id: entity, record, type } = node;
    // Most of what an answer shows has been shown before.
    if (this.#kept.get(record)?.entity !== entity || this.#kept.get(entity)?.record !== record) {
      const subject = { record, entity, type };
      this.#keep(entity, subject);
      this.#keep(record, subject);
    }
    const other = asked.toLowerCase();
    if (other !== entity && other !== record) this.#keep(other, { record: other, entity, type });
  }

  shownTogether(subjects: ShownSubjects): void {
    this.#together.push(subjects);
    this.#subjectsTogether += subjects.types.length;
    while (this.#subjectsTogether > maxTogether && this.#together.length > 1)
      this.#subjectsTogether -= this.#together.shift()?.types.length ?? 0;
  }

  /** As it was shown, perhaps a few revisions ago. @throws DomainError NOT_FOUND. */
  async find(truth: ViewedTruth, id: string): Promise<KnownSubject> {
    requirePermission(truth.viewer, 'read');
    // What was shown to one may be hidden from another who sees some districts only.
    const shown = truth.viewer.districts === 'all' ? this.#find(checkId(id).toLowerCase()) : null;
    return shown ?? this.findNow(truth, id);
  }

  /** As it is. @throws DomainError NOT_FOUND. */
  async findNow(truth: ViewedTruth, id: string): Promise<KnownSubject> {
    const asked = checkId(id);
    const entity = await requireEntityId(truth, asked);
    const [record, type] = await Promise.all([
      requireRecordId(truth, asked),
      entityType(truth, entity),
    ]);
    this.shown({ id: entity, record, type }, asked);
    return { record, entity, type };
  }

  #find(id: string): KnownSubject | null {
    return this.#kept.get(id) ?? this.#findTogether(id);
  }

  #findTogether(id: string): KnownSubject | null {
    if (!parseUuid(id)) return null;
    const [first = 0, ...others] = parsed;
    for (const { words, types, typeNames } of this.#together.toReversed())
      // An entity's words, then those of its record.
      for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
        if (at % 4 > 0 || others.some((word, place) => words[at + 1 + place] !== word)) continue;
        const place = Math.floor(at / 8);
        // Its record is no UUID.
        if (words.subarray(place * 8 + 4, place * 8 + 8).every((word) => word === 0)) continue;
        return {
          entity: formatUuid(words, place * 2),
          record: formatUuid(words, place * 2 + 1),
          type: typeNames[types[place] ?? 0] ?? '',
        };
      }
    return null;
  }

  #keep(id: string, subject: KnownSubject): void {
    const oldest = this.#kept.size >= maxKept ? this.#kept.keys().next() : null;
    if (oldest?.done === false) this.#kept.delete(oldest.value);
    this.#kept.set(id, subject);
  }
}
