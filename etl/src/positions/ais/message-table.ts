/** The fields of AIS messages 1 to 27 as data (ITU-R M.1371-5; names as in gpsd's "AIVDM/AIVDO protocol decoding"). */

/** How the bits of a field are read. Degrees are units of 1/10,000 (`degrees`) or 1/10 minute (`coarse`). */
export type FieldKind =
  | 'number'
  | 'signed'
  | 'tenth'
  | 'signedTenth'
  | 'flag'
  | 'text'
  | 'bytes'
  | 'degrees'
  | 'coarse'
  | 'turn'
  | 'spare';
export type Field = readonly [name: string, bits: number, kind: FieldKind];
export type Layout = readonly Field[];

const head: Layout = [
  ['msg_type', 6, 'number'],
  ['repeat', 2, 'number'],
  ['mmsi', 30, 'number'],
];
const place: Layout = [
  ['accuracy', 1, 'flag'],
  ['lon', 28, 'degrees'],
  ['lat', 27, 'degrees'],
];
const size: Layout = [
  ['to_bow', 9, 'number'],
  ['to_stern', 9, 'number'],
  ['to_port', 6, 'number'],
  ['to_starboard', 6, 'number'],
];
const moment: Layout = [
  ['month', 4, 'number'],
  ['day', 5, 'number'],
  ['hour', 5, 'number'],
  ['minute', 6, 'number'],
];
const area: Layout = [
  ['ne_lon', 18, 'signedTenth'],
  ['ne_lat', 17, 'signedTenth'],
  ['sw_lon', 18, 'signedTenth'],
  ['sw_lat', 17, 'signedTenth'],
];
const channels: Layout = [
  ['spare_1', 2, 'spare'],
  ['channel_a', 12, 'number'],
  ['channel_b', 12, 'number'],
  ['txrx', 4, 'number'],
  ['power', 1, 'flag'],
];
const channelEnd: Layout = [
  ['addressed', 1, 'flag'],
  ['band_a', 1, 'flag'],
  ['band_b', 1, 'flag'],
  ['zonesize', 3, 'number'],
  ['spare_2', 23, 'spare'],
];
const radio: Field = ['radio', 19, 'number'];
const longRadio: Field = ['radio', 20, 'number'];
const raim: Field = ['raim', 1, 'flag'];
const imo: Field = ['imo', 30, 'number'];
const destination: Field = ['dest_mmsi', 30, 'number'];
const application: Layout = [
  ['dac', 10, 'number'],
  ['fid', 6, 'number'],
];

const classA: Layout = [
  ...head,
  ['status', 4, 'number'],
  ['turn', 8, 'turn'],
  ['speed', 10, 'tenth'],
  ...place,
  ['course', 12, 'tenth'],
  ['heading', 9, 'number'],
  ['second', 6, 'number'],
  ['maneuver', 2, 'number'],
  ['spare_1', 3, 'spare'],
  raim,
  radio,
];
const classB: Layout = [
  ...head,
  ['reserved_1', 8, 'number'],
  ['speed', 10, 'tenth'],
  ...place,
  ['course', 12, 'tenth'],
  ['heading', 9, 'number'],
  ['second', 6, 'number'],
];
const station: Layout = [
  ...head,
  ['year', 14, 'number'],
  ...moment,
  ['second', 6, 'number'],
  ...place,
  ['epfd', 4, 'number'],
  ['spare_1', 10, 'spare'],
  raim,
  radio,
];
const acknowledgement: Layout = [
  ...head,
  ['spare_1', 2, 'spare'],
  ...[1, 2, 3, 4].flatMap((n): Layout => [
    [`mmsi${n}`, 30, 'number'],
    [`mmsiseq${n}`, 2, 'number'],
  ]),
];
const craft: Layout = [
  ...head,
  ['partno', 2, 'number'],
  ['ship_type', 8, 'number'],
  ['vendorid', 18, 'text'],
  ['model', 4, 'number'],
  ['serial', 20, 'number'],
  ['callsign', 42, 'text'],
];
const slot: Layout = [...head, ['addressed', 1, 'flag'], ['structured', 1, 'flag']];
const appId: Field = ['app_id', 16, 'number'];
const data = (bits: number): Field => ['data', bits, 'bytes'];

/** Layouts of types that have one. */
export const layouts: Readonly<Record<number, Layout>> = {
  1: classA,
  2: classA,
  3: classA,
  4: station,
  5: [
    ...head,
    ['ais_version', 2, 'number'],
    imo,
    ['callsign', 42, 'text'],
    ['shipname', 120, 'text'],
    ['ship_type', 8, 'number'],
    ...size,
    ['epfd', 4, 'number'],
    ...moment,
    ['draught', 8, 'tenth'],
    ['destination', 120, 'text'],
    ['dte', 1, 'flag'],
    ['spare_1', 1, 'spare'],
  ],
  6: [
    ...head,
    ['seqno', 2, 'number'],
    destination,
    ['retransmit', 1, 'flag'],
    ['spare_1', 1, 'spare'],
    ...application,
    data(920),
  ],
  7: acknowledgement,
  8: [...head, ['spare_1', 2, 'spare'], ...application, data(952)],
  9: [
    ...head,
    ['alt', 12, 'number'],
    ['speed', 10, 'number'],
    ...place,
    ['course', 12, 'tenth'],
    ['second', 6, 'number'],
    ['reserved_1', 8, 'number'],
    ['dte', 1, 'flag'],
    ['spare_1', 3, 'spare'],
    ['assigned', 1, 'flag'],
    raim,
    longRadio,
  ],
  10: [...head, ['spare_1', 2, 'spare'], destination, ['spare_2', 2, 'spare']],
  11: station,
  12: [
    ...head,
    ['seqno', 2, 'number'],
    destination,
    ['retransmit', 1, 'flag'],
    ['spare_1', 1, 'spare'],
    ['text', 936, 'text'],
  ],
  13: acknowledgement,
  14: [...head, ['spare_1', 2, 'spare'], ['text', 968, 'text']],
  15: [
    ...head,
    ['spare_1', 2, 'spare'],
    ['mmsi1', 30, 'number'],
    ['type1_1', 6, 'number'],
    ['offset1_1', 12, 'number'],
    ['spare_2', 2, 'spare'],
    ['type1_2', 6, 'number'],
    ['offset1_2', 12, 'number'],
    ['spare_3', 2, 'spare'],
    ['mmsi2', 30, 'number'],
    ['type2_1', 6, 'number'],
    ['offset2_1', 12, 'number'],
    ['spare_4', 2, 'spare'],
  ],
  17: [
    ...head,
    ['spare_1', 2, 'spare'],
    ['lon', 18, 'tenth'],
    ['lat', 17, 'tenth'],
    ['spare_2', 5, 'spare'],
    data(736),
  ],
  18: [
    ...classB,
    ['reserved_2', 2, 'number'],
    ['cs', 1, 'flag'],
    ['display', 1, 'flag'],
    ['dsc', 1, 'flag'],
    ['band', 1, 'flag'],
    ['msg22', 1, 'flag'],
    ['assigned', 1, 'flag'],
    raim,
    longRadio,
  ],
  19: [
    ...classB,
    ['reserved_2', 4, 'number'],
    ['shipname', 120, 'text'],
    ['ship_type', 8, 'number'],
    ...size,
    ['epfd', 4, 'number'],
    raim,
    ['dte', 1, 'flag'],
    ['assigned', 1, 'flag'],
    ['spare_1', 4, 'spare'],
  ],
  20: [
    ...head,
    ['spare_1', 2, 'spare'],
    ...[1, 2, 3, 4].flatMap((n): Layout => [
      [`offset${n}`, 12, 'number'],
      [`number${n}`, 4, 'number'],
      [`timeout${n}`, 3, 'number'],
      [`increment${n}`, 11, 'number'],
    ]),
  ],
  21: [
    ...head,
    ['aid_type', 5, 'number'],
    ['name', 120, 'text'],
    ...place,
    ...size,
    ['epfd', 4, 'number'],
    ['second', 6, 'number'],
    ['off_position', 1, 'flag'],
    ['reserved_1', 8, 'number'],
    raim,
    ['virtual_aid', 1, 'flag'],
    ['assigned', 1, 'flag'],
    ['spare_1', 1, 'spare'],
    ['name_ext', 88, 'text'],
  ],
  23: [
    ...head,
    ['spare_1', 2, 'spare'],
    ...area,
    ['station_type', 4, 'number'],
    ['ship_type', 8, 'number'],
    ['spare_2', 22, 'spare'],
    ['txrx', 2, 'number'],
    ['interval', 4, 'number'],
    ['quiet', 4, 'number'],
    ['spare_3', 6, 'spare'],
  ],
  27: [
    ...head,
    ['accuracy', 1, 'flag'],
    raim,
    ['status', 4, 'number'],
    ['lon', 18, 'coarse'],
    ['lat', 17, 'coarse'],
    ['speed', 6, 'number'],
    ['course', 9, 'number'],
    ['gnss', 1, 'flag'],
    ['spare_1', 1, 'spare'],
  ],
};

/** Layouts of types whose fields depend on what the message says. */
export const variants = {
  assignOne: [
    ...head,
    ['spare_1', 2, 'spare'],
    ['mmsi1', 30, 'number'],
    ['offset1', 12, 'number'],
    ['increment1', 10, 'number'],
    ['spare_2', 4, 'spare'],
  ],
  assignTwo: [
    ...head,
    ['spare_1', 2, 'spare'],
    ['mmsi1', 30, 'number'],
    ['offset1', 12, 'number'],
    ['increment1', 10, 'number'],
    ['mmsi2', 30, 'number'],
    ['offset2', 12, 'number'],
    ['increment2', 10, 'number'],
  ],
  channelsAddressed: [
    ...head,
    ...channels,
    ['dest1', 30, 'number'],
    ['empty_1', 5, 'number'],
    ['dest2', 30, 'number'],
    ['empty_2', 5, 'number'],
    ...channelEnd,
  ],
  channelsOfArea: [...head, ...channels, ...area, ...channelEnd],
  craftName: [...head, ['partno', 2, 'number'], ['shipname', 120, 'text'], ['spare_1', 8, 'spare']],
  craftSize: [...craft, ...size, ['spare_1', 6, 'spare']],
  craftOfMother: [...craft, ['mothership_mmsi', 30, 'number'], ['spare_1', 6, 'spare']],
  singleAddressedStructured: [...slot, destination, appId, data(82)],
  singleAddressed: [...slot, destination, data(98)],
  singleStructured: [...slot, appId, data(112)],
  single: [...slot, data(128)],
  multiAddressed: [...slot, destination, appId, data(958), longRadio],
  multiStructured: [...slot, appId, data(988), longRadio],
  multi: [...slot, data(1004), longRadio],
} as const satisfies Record<string, Layout>;
