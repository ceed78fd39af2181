/** The zones that stand, for a list to choose from. */
import { useMapScope } from '../map-scope.ts';

export function useZoneOptions(): { value: string; label: string }[] {
  const { zones } = useMapScope();
  return zones.all.map(({ id, name }) => ({ value: id, label: name }));
}
