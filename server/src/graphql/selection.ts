/** What an operation asks of a field, flat and in the order of the answer. */
import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export interface SelectedField {
  /** Name in the answer. */
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Null where it follows from the variables of a request (directives, arguments), where two selections of one name would have to be joined, or where fragments are of another type. */
export function selectedFields(
  typeName: string,
  selection: SelectionSetNode | undefined,
  fragments: Fragments,
): readonly SelectedField[] | null {
  const fields = new Map<string, SelectedField>();
  const collect = (set: SelectionSetNode): boolean =>
    set.selections.every((selected): boolean => {
      if (selected.directives?.length) return false;
      if (selected.kind === Kind.FIELD) {
        const key = selected.alias?.value ?? selected.name.value;
        const known = fields.get(key);
        if (known !== undefined)
          return known.name === selected.name.value && selected.selectionSet === undefined;
        fields.set(key, { key, name: selected.name.value, node: selected });
        return !selected.arguments?.length;
      }
      const fragment =
        selected.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selected.name.value) : selected;
      return (
        fragment !== undefined &&
        (fragment.typeCondition?.name.value ?? typeName) === typeName &&
        !fragment.directives?.length &&
        collect(fragment.selectionSet)
      );
    });
  return selection && collect(selection) ? [...fields.values()] : null;
}
