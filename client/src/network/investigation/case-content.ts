/** What an investigation holds, what of it is a person's work, and how the work of two tabs is joined. */
import { changeById } from '../core/change-by-id.ts';
import { openCanvas, type SavedCanvas } from '../core/saved-state.ts';
import { fullScope, type Scope } from '../core/scope.ts';
import { emptyCanvas, type CanvasState } from '../core/types.ts';
import { joinTexts } from './join-text.ts';

export interface CaseContent {
  readonly title: string;
  readonly notes: string;
  readonly canvas: SavedCanvas;
}

/** A field that both tabs changed in the same place; both versions are kept until somebody chooses. */
export interface Dispute {
  readonly field: 'title' | 'notes';
  readonly mine: string;
  readonly theirs: string;
}

export interface JoinedCase {
  readonly title: string;
  readonly notes: string;
  readonly scope: Scope;
  /** My canvas as it was stored, and as it is with the other's work. */
  readonly before: CanvasState;
  readonly after: CanvasState;
  readonly disputes: readonly Dispute[];
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The canvas as people made it: what the data says of its entities and relations changes by itself, and the camera is nobody's work. */
function workOf({ nodes, pinned, hidden, groups, backbone, scope }: SavedCanvas): string {
  return JSON.stringify([
    nodes.map(({ id, x, y }) => [id, x, y]).sort(([a], [b]) => byText(String(a), String(b))),
    [...pinned].sort(),
    [...hidden].sort(),
    [...groups].sort((a, b) => byText(a.id, b.id)),
    backbone ?? false,
    scope,
  ]);
}

export function sameCanvas(a: SavedCanvas, b: SavedCanvas): boolean {
  return a === b || workOf(a) === workOf(b);
}

export function sameContent(a: CaseContent, b: CaseContent): boolean {
  return a.title === b.title && a.notes === b.notes && sameCanvas(a.canvas, b.canvas);
}

function joinScope(base: Scope, mine: Scope, theirs: Scope): Scope {
  const pick = <K extends keyof Scope>(field: K): Scope[K] =>
    JSON.stringify(mine[field]) === JSON.stringify(base[field]) ? theirs[field] : mine[field];
  return {
    offTypes: pick('offTypes'),
    offKinds: pick('offKinds'),
    offSources: pick('offSources'),
    tags: pick('tags'),
    from: pick('from'),
    to: pick('to'),
  };
}

export function joinCases(
  base: CaseContent,
  mine: CaseContent,
  theirs: CaseContent,
  both: (mine: string, theirs: string) => string,
): JoinedCase {
  const opened = ({ canvas }: CaseContent) =>
    openCanvas(canvas) ?? { state: emptyCanvas, scope: fullScope };
  const [from, before, to] = [opened(base), opened(mine), opened(theirs)];
  const disputes: Dispute[] = [];
  const title = mine.title === base.title ? theirs.title : mine.title;
  if (![base.title, title].includes(theirs.title))
    disputes.push({ field: 'title', mine: mine.title, theirs: theirs.title });
  const notes = joinTexts(base.notes, mine.notes, theirs.notes, both);
  if (notes.disputed) disputes.push({ field: 'notes', mine: mine.notes, theirs: theirs.notes });
  return {
    title,
    notes: notes.text,
    scope: joinScope(from.scope, before.scope, to.scope),
    before: before.state,
    after: changeById(before.state, from.state, to.state, 'mine'),
    disputes,
  };
}
