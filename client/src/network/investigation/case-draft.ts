/** Work that a page could not store before it was closed, kept by the browser until it is opened again. */
import { openCanvas } from '../core/saved-state.ts';
import type { CaseContent } from './case-content.ts';

interface Draft {
  /** What the server held when the work began. */
  readonly base: CaseContent;
  readonly mine: CaseContent;
}

const keyOf = (id: string) => `phecda.case.${id}`;

export function writeDraft(id: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: what was sent while leaving is all there is.
  }
}

export function forgetDraft(id: string): void {
  localStorage.removeItem(keyOf(id));
}

function isContent(value: unknown): value is CaseContent {
  if (typeof value !== 'object' || value === null) return false;
  const { title, notes, canvas } = value as Partial<Record<keyof CaseContent, unknown>>;
  return typeof title === 'string' && typeof notes === 'string' && openCanvas(canvas) !== null;
}

export function readDraft(id: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Partial<Draft> | null;
    if (!draft || !isContent(draft.base) || !isContent(draft.mine)) return null;
    return { base: draft.base, mine: draft.mine };
  } catch {
    return null;
  }
}
