/** The address of an unsaved view: records of its entities, what is selected, and the scope. */
import { fullScope, type Scope } from './scope.ts';

export interface AddressedView {
  readonly ids: readonly string[];
  readonly selected: readonly string[];
  readonly scope: Scope;
}

/** Beyond this an address would be too long to pass on; the view is kept by saving it. */
export const mostIdsInAddress = 60;

const lists = { offTypes: 'xt', offKinds: 'xk', offSources: 'xs', tags: 'tag' } as const;

export function writeAddress(view: AddressedView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.ids.length && view.ids.length <= mostIdsInAddress) params.set('n', view.ids.join(','));
  if (view.selected.length && view.selected.length <= 5) params.set('sel', view.selected.join(','));
  for (const [field, name] of Object.entries(lists)) {
    const values = view.scope[field as keyof typeof lists];
    if (values.length) params.set(name, values.join(','));
  }
  if (view.scope.from) params.set('from', view.scope.from);
  if (view.scope.to) params.set('to', view.scope.to);
  return params;
}

export function readAddress(params: URLSearchParams): AddressedView {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const day = (name: string) =>
    /^\d{4}-\d\d-\d\d$/.test(params.get(name) ?? '') ? params.get(name) : null;
  return {
    ids: list('n').slice(0, 500),
    selected: list('sel'),
    scope: {
      ...fullScope,
      offTypes: list(lists.offTypes),
      offKinds: list(lists.offKinds),
      offSources: list(lists.offSources),
      tags: list(lists.tags),
      from: day('from'),
      to: day('to'),
    },
  };
}
