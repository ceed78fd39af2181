/** Which columns of a declaration hold the two ends of an aggregated relation: what opens the declarations behind it. */

export const roleColumns = [
  'trader',
  'declarant',
  'overseas',
  'carrier',
  'vehicle',
  'vessel',
  'container',
  'port',
  'hs',
] as const;
export type RoleColumn = (typeof roleColumns)[number];

export interface EndColumns {
  readonly source: readonly RoleColumn[];
  readonly target: readonly RoleColumn[];
  readonly direction?: 'import' | 'export';
}

export const endColumns: Readonly<Record<string, EndColumns>> = {
  declaresFor: { source: ['declarant'], target: ['trader'] },
  importsFrom: { source: ['trader'], target: ['overseas'], direction: 'import' },
  exportsTo: { source: ['trader'], target: ['overseas'], direction: 'export' },
  filesAt: { source: ['trader'], target: ['port'] },
  dealsIn: { source: ['trader'], target: ['hs'] },
  carriesFor: { source: ['carrier', 'vehicle', 'vessel'], target: ['trader'] },
  shippedIn: { source: ['trader'], target: ['container'] },
};

/** Columns in which entities of a type may stand; others take no part in declarations. */
export const rolesOfType: Readonly<Record<string, readonly RoleColumn[]>> = {
  Enterprise: ['trader', 'declarant', 'carrier'],
  OverseasParty: ['overseas'],
  Vehicle: ['vehicle'],
  Vessel: ['vessel'],
  Container: ['container'],
  Port: ['port'],
  HSCode: ['hs'],
};
