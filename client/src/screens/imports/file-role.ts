/** What a file to be loaded is to one that is in already: its correction, or rows added to it; neither = a delivery of its own. */
import type { FilePartsFragment } from '../../generated/graphql.ts';

export interface FileRole {
  /** Id of the file that it corrects. */
  readonly supersedes?: string;
  /** Id of the full list, or of a file adding to one, to which it adds its rows. */
  readonly supplements?: string;
  /** How the named file was read: the first guess for this one. */
  readonly mappingId?: string;
}

/** The full list to which a file of this role adds rows; a correction of added rows adds them to the same one. */
export function baseOf(
  { supersedes, supplements }: FileRole,
  files: readonly FilePartsFragment[],
): { readonly id: string; readonly name: string; readonly sourceDate: string | null } | null {
  const named = files.find((file) => file.id === (supplements ?? supersedes));
  if (named?.supplements) return { ...named.supplements, sourceDate: named.sourceDate };
  if (supplements === undefined) return null;
  return { id: supplements, name: named?.name ?? '', sourceDate: named?.sourceDate ?? null };
}
