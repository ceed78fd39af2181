/** The canvas as an investigation stores it, and its careful reading back. */
import { fullScope, type Scope } from './scope.ts';
import type { CanvasState, Group, LinkItem, NodeItem, Point } from './types.ts';

export interface Camera {
  /** Canvas point in the middle of the screen. */
  readonly x: number;
  readonly y: number;
  /** Pixels per canvas unit. */
  readonly scale: number;
}

export interface SavedCanvas {
  readonly format: 1;
  readonly nodes: readonly (NodeItem & { readonly x: number; readonly y: number })[];
  readonly links: readonly LinkItem[];
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  readonly groups: readonly (Group & { readonly x: number; readonly y: number })[];
  /** Absent in what was saved before there was one. */
  readonly backbone?: boolean;
  readonly scope: Scope;
  readonly camera: Camera | null;
}

export interface OpenedCanvas {
  readonly state: CanvasState;
  readonly scope: Scope;
  readonly camera: Camera | null;
}

const round = (value: number) => Math.round(value * 10) / 10;

export function saveCanvas(state: CanvasState, scope: Scope, camera: Camera | null): SavedCanvas {
  const at = (id: string) => {
    const point = state.positions.get(id) ?? { x: 0, y: 0 };
    return { x: round(point.x), y: round(point.y) };
  };
  return {
    format: 1,
    nodes: [...state.nodes.values()].map((node) => ({ ...node, ...at(node.id) })),
    links: [...state.links.values()],
    pinned: [...state.pinned],
    hidden: [...state.hidden],
    groups: state.groups.map((group) => ({ ...group, ...at(group.id) })),
    backbone: state.backbone,
    scope,
    camera: camera && {
      x: round(camera.x),
      y: round(camera.y),
      scale: Math.round(camera.scale * 1000) / 1000,
    },
  };
}

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;
const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const objects = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []);
const day = (value: unknown) => (typeof value === 'string' ? value : null);

function readScope(value: unknown): Scope {
  if (!isObject(value)) return fullScope;
  return {
    offTypes: texts(value['offTypes']),
    offKinds: texts(value['offKinds']),
    offSources: texts(value['offSources']),
    tags: texts(value['tags']),
    from: day(value['from']),
    to: day(value['to']),
  };
}

/** Reads what was stored; null when it is not a canvas. Unknown parts are left out. */
export function openCanvas(stored: unknown): OpenedCanvas | null {
  if (!isObject(stored) || stored['format'] !== 1) return null;
  const positions = new Map<string, Point>();
  const place = (item: Loose) =>
    positions.set(text(item['id']), { x: number(item['x']), y: number(item['y']) });
  const nodes = new Map<string, NodeItem>();
  for (const item of objects(stored['nodes'])) {
    const id = text(item['id']);
    if (!id) continue;
    place(item);
    nodes.set(id, {
      id,
      record: text(item['record']) || id,
      entity: item['entity'] === null ? null : text(item['entity']) || id,
      type: text(item['type']),
      label: text(item['label']),
      tags: texts(item['tags']),
      sources: texts(item['sources']),
      degree: number(item['degree']),
    });
  }
  const links = new Map<string, LinkItem>();
  for (const item of objects(stored['links'])) {
    const link: LinkItem = {
      id: text(item['id']),
      kind: text(item['kind']),
      source: text(item['source']),
      target: text(item['target']),
      weight: number(item['weight']),
      periods: objects(item['periods']).map((period) => ({
        from: day(period['from']),
        to: day(period['to']),
      })),
      sources: texts(item['sources']),
    };
    if (link.id && nodes.has(link.source) && nodes.has(link.target)) links.set(link.id, link);
  }
  const groups = objects(stored['groups']).flatMap((item): Group[] => {
    const by = item['by'];
    if (by !== 'type' && by !== 'community' && by !== 'selection' && by !== 'gang') return [];
    place(item);
    const members = texts(item['members']).filter((id) => nodes.has(id));
    return [
      {
        id: text(item['id']),
        by,
        key: text(item['key']),
        members,
        collapsed: item['collapsed'] === true,
      },
    ];
  });
  const camera =
    isObject(stored['camera']) && number(stored['camera']['scale']) > 0
      ? {
          x: number(stored['camera']['x']),
          y: number(stored['camera']['y']),
          scale: number(stored['camera']['scale']),
        }
      : null;
  return {
    state: {
      nodes,
      links,
      positions,
      pinned: new Set(texts(stored['pinned'])),
      hidden: new Set(texts(stored['hidden'])),
      groups,
      backbone: stored['backbone'] === true,
    },
    scope: readScope(stored['scope']),
    camera,
  };
}
