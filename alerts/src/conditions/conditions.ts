/** Every condition that a watch can have. A new one is a folder here and a line in this list. */
import { faultTitle } from '../message/fault-words.ts';
import { systemCondition } from '../store/alert-store.ts';
import { attributeChanged } from './attribute-changed/attribute-changed.ts';
import type { Condition, Words } from './condition.ts';
import { corridorLeft } from './corridor-left/corridor-left.ts';
import { driftScore } from './drift-score/drift-score.ts';
import { firstFilingAtPort } from './first-filing-at-port/first-filing-at-port.ts';
import { newAssociation } from './new-association/new-association.ts';
import { newDeclaration } from './new-declaration/new-declaration.ts';
import { newEnterprise } from './new-enterprise/new-enterprise.ts';
import { newMember } from './new-member/new-member.ts';
import { overBound } from './over-bound/over-bound.ts';
import { silentMover } from './silent-mover/silent-mover.ts';
import { tagChanged } from './tag-changed/tag-changed.ts';
import { undeclaredArrival } from './undeclared-arrival/undeclared-arrival.ts';
import { zoneCrossed } from './zone-crossed/zone-crossed.ts';
import { zoneDwelt } from './zone-dwelt/zone-dwelt.ts';
import { zoneEntered } from './zone-entered/zone-entered.ts';
import { zoneLeft } from './zone-left/zone-left.ts';

export const conditions: readonly Condition[] = [
  newAssociation,
  newEnterprise,
  newDeclaration,
  firstFilingAtPort,
  newMember,
  driftScore,
  overBound,
  tagChanged,
  attributeChanged,
  zoneEntered,
  zoneLeft,
  zoneCrossed,
  zoneDwelt,
  undeclaredArrival,
  corridorLeft,
  silentMover,
] as readonly Condition[];

export const conditionNamed = (name: string): Condition | undefined =>
  conditions.find((condition) => condition.name === name);

/** Of a fault of the alert system: that it is one. Of a condition that is no more: its name. */
export const conditionWords = (name: string): Words =>
  name === systemCondition ? faultTitle : (conditionNamed(name)?.words ?? { zh: name, en: name });

/** A watch that nobody has named goes by its condition. */
export const watchTitle = (watch: { readonly name: string; readonly condition: string }): Words =>
  watch.name === '' ? conditionWords(watch.condition) : { zh: watch.name, en: watch.name };
