/** Every condition that a watch can have. A new one is a folder here and a line in this list. */
import { attributeChanged } from './attribute-changed/attribute-changed.ts';
import type { Condition } from './condition.ts';
import { firstFilingAtPort } from './first-filing-at-port/first-filing-at-port.ts';
import { newAssociation } from './new-association/new-association.ts';
import { newDeclaration } from './new-declaration/new-declaration.ts';
import { newEnterprise } from './new-enterprise/new-enterprise.ts';
import { tagChanged } from './tag-changed/tag-changed.ts';

export const conditions: readonly Condition[] = [
  newAssociation,
  newEnterprise,
  newDeclaration,
  firstFilingAtPort,
  tagChanged,
  attributeChanged,
] as readonly Condition[];

export const conditionNamed = (name: string): Condition | undefined =>
  conditions.find((condition) => condition.name === name);
