/** The whole view of the map screen as an address: what a link opens again. */
import type { ColourBy } from '../canvas/colours.ts';
import type { MoverKind } from '../../generated/graphql.ts';
import { fastest, slowest } from '../playback/clock.ts';

export type DatumName = 'WGS84' | 'GCJ02' | 'BD09';
export const mapPanels = ['movers', 'zones', 'questions', 'declared'] as const;
export const moverKinds = ['ALL', 'TRUCK', 'VESSEL'] as const;
export type MapPanel = (typeof mapPanels)[number];
/** A playback shows at most so many tracks. */
export const mostTracks = 20;

export interface MapAddress {
  /** Movers whose tracks are drawn. */
  readonly ids: readonly string[];
  /** The one whose details are shown. */
  readonly selected: string | null;
  readonly zone: string | null;
  /** Milliseconds UTC; null: the server's last days. */
  readonly from: number | null;
  readonly to: number | null;
  readonly at: number | null;
  readonly rate: number;
  readonly centre: readonly [lng: number, lat: number] | null;
  readonly zoom: number | null;
  readonly colour: ColourBy;
  readonly panel: MapPanel;
  readonly datum: DatumName;
  readonly follow: boolean;
  readonly live: boolean;
  /** What is looked for among the movers: a part of a name, or a list a comma apart. */
  readonly search: string;
  /** Of the movers, trucks or vessels alone. */
  readonly kind: 'ALL' | MoverKind;
  /** The live board shows only those that are listed. */
  readonly listed: boolean;
  /** Only those that carry this tag. */
  readonly tag: string | null;
}

export const plainAddress: MapAddress = {
  ids: [],
  selected: null,
  zone: null,
  from: null,
  to: null,
  at: null,
  rate: 300,
  centre: null,
  zoom: null,
  colour: 'speed',
  panel: 'movers',
  datum: 'WGS84',
  follow: false,
  live: true,
  search: '',
  kind: 'ALL',
  listed: false,
  tag: null,
};

const oneOf = <T extends string>(value: string | null, values: readonly T[], otherwise: T): T =>
  values.find((one) => one === value) ?? otherwise;

function numberOf(text: string | null, least: number, most: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : null;
}

function instantOf(text: string | null): number | null {
  if (text === null) return null;
  const value = Date.parse(text);
  return Number.isFinite(value) ? value : null;
}

/** A comma within an id is written in percents of its own. */
function plain(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** What a hand-made or old address does not say rightly is left at its default. */
export function readMapAddress(params: URLSearchParams): MapAddress {
  const ids = [...new Set((params.get('ids') ?? '').split(',').filter(Boolean))];
  const [lat, lng, zoom] = (params.get('c') ?? '').split(',');
  const place = [numberOf(lng ?? null, -540, 540), numberOf(lat ?? null, -90, 90)] as const;
  const from = instantOf(params.get('from'));
  const to = instantOf(params.get('to'));
  const ordered = from !== null && to !== null && from < to;
  return {
    ids: ids.slice(0, mostTracks).map(plain),
    selected: params.get('sel'),
    zone: params.get('zone'),
    from: ordered ? from : null,
    to: ordered ? to : null,
    at: instantOf(params.get('at')),
    rate: numberOf(params.get('rate'), slowest, fastest) ?? plainAddress.rate,
    centre: place[0] === null || place[1] === null ? null : [place[0], place[1]],
    zoom: place.includes(null) ? null : numberOf(zoom ?? null, 0, 20),
    colour: oneOf(params.get('colour'), ['speed', 'vehicle', 'tag'], plainAddress.colour),
    panel: oneOf(params.get('panel'), mapPanels, plainAddress.panel),
    datum: oneOf(params.get('datum'), ['WGS84', 'GCJ02', 'BD09'], plainAddress.datum),
    follow: params.get('follow') === '1',
    live: params.get('live') !== '0',
    search: params.get('q') ?? '',
    kind: oneOf(params.get('kind'), moverKinds, plainAddress.kind),
    listed: params.get('listed') === '1',
    tag: params.get('tag'),
  };
}

/** Only what differs from the defaults is said. */
export function writeMapAddress(view: MapAddress): URLSearchParams {
  const params = new URLSearchParams();
  const say = (name: string, value: string | null) => value !== null && params.set(name, value);
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  say('ids', view.ids.length ? view.ids.map(encodeURIComponent).join(',') : null);
  say('sel', view.selected);
  say('zone', view.zone);
  say('from', instant(view.from));
  say('to', instant(view.to));
  say('at', instant(view.at));
  if (view.centre)
    say('c', `${view.centre[1].toFixed(5)},${view.centre[0].toFixed(5)},${view.zoom ?? 8}`);
  if (view.rate !== plainAddress.rate) say('rate', String(view.rate));
  if (view.colour !== plainAddress.colour) say('colour', view.colour);
  if (view.panel !== plainAddress.panel) say('panel', view.panel);
  if (view.datum !== plainAddress.datum) say('datum', view.datum);
  if (view.follow) say('follow', '1');
  if (!view.live) say('live', '0');
  say('q', view.search || null);
  if (view.kind !== plainAddress.kind) say('kind', view.kind);
  if (view.listed) say('listed', '1');
  say('tag', view.tag);
  return params;
}
