/** What narrows a list, kept in its address, so that a link shows the same. */
import { useSearchParams } from 'react-router';

type Filters<Name extends string> = { readonly text: string } & Readonly<Record<Name, string[]>>;

/** @param names of what several values can be chosen for; `text` is what is sought */
export function useFilters<Name extends string>(
  names: readonly Name[],
): [Filters<Name>, (name: Name | 'text', value: string | readonly string[]) => void] {
  const [params, setParams] = useSearchParams();
  const chosen = Object.fromEntries(names.map((name) => [name, params.getAll(name)])) as Record<
    Name,
    string[]
  >;
  const set = (name: string, value: string | readonly string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(name);
        for (const one of typeof value === 'string' ? [value] : value)
          if (one !== '') next.append(name, one);
        return next;
      },
      { replace: true },
    );
  return [{ ...chosen, text: params.get('text') ?? '' }, set];
}
