/** The network as an SVG picture: the same look as the canvas, every element a shape of its own. */
import type { Palette } from '../../app/theme.ts';
import type { Display } from '../core/display.ts';
import { boundsOf, controlPoint } from '../core/geometry.ts';
import type { Point } from '../core/types.ts';
import { xml } from './graph-files.ts';

const n = (value: number) => String(Math.round(value * 10) / 10);

function arrowHead(tip: Point, from: Point, radius: number, width: number, colour: string): string {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const at = (offset: number, length: number): string =>
    `${n(tip.x - Math.cos(angle) * (radius + 1) - Math.cos(angle + offset) * length)},${n(tip.y - Math.sin(angle) * (radius + 1) - Math.sin(angle + offset) * length)}`;
  const length = Math.max(5, width * 2.5 + 2);
  return `<polygon points="${at(0, 0)} ${at(-0.42, length)} ${at(0.42, length)}" fill="${colour}"/>`;
}

export function toSvg(
  display: Display,
  palette: Palette,
  iconPath: (type: string) => string,
): string {
  const box = boundsOf(
    [...display.nodes.keys()].flatMap((id) => display.positions.get(id) ?? []),
  ) ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const margin = 70;
  const width = box.right - box.left + margin * 2;
  const height = box.bottom - box.top + margin * 2;
  const parts: string[] = [];
  for (const edge of display.edges.values()) {
    const a = display.positions.get(edge.source);
    const b = display.positions.get(edge.target);
    if (!a || !b) continue;
    const c = controlPoint(a, b, edge.curvature);
    const path = edge.curvature
      ? `Q${n(c.x)} ${n(c.y)} ${n(b.x)} ${n(b.y)}`
      : `L${n(b.x)} ${n(b.y)}`;
    parts.push(
      `<path d="M${n(a.x)} ${n(a.y)} ${path}" fill="none" stroke="${edge.colour}" stroke-width="${n(edge.width)}"><title>${xml(edge.label)}</title></path>`,
    );
    const radius = (id: string) => display.nodes.get(id)?.radius ?? 10;
    if (edge.arrowToTarget)
      parts.push(
        arrowHead(b, edge.curvature ? c : a, radius(edge.target), edge.width, edge.colour),
      );
    if (edge.arrowToSource)
      parts.push(
        arrowHead(a, edge.curvature ? c : b, radius(edge.source), edge.width, edge.colour),
      );
  }
  for (const node of display.nodes.values()) {
    const point = display.positions.get(node.id);
    if (!point) continue;
    const ring = node.level > 1 ? node.radius * 0.2 : 0;
    const disc: string[] = [];
    if (ring)
      disc.push(
        `<circle r="${n(node.radius - ring / 2)}" fill="none" stroke="${palette.risk[node.level] ?? ''}" stroke-width="${n(ring)}"/>`,
      );
    if (node.inherited)
      disc.push(
        `<circle r="${n(node.radius + 2.5)}" fill="none" stroke="${palette.risk[4] ?? ''}" stroke-width="1.8" stroke-dasharray="4 3"/>`,
      );
    disc.push(`<circle r="${n(node.radius - ring - (ring ? 1 : 0))}" fill="${node.colour}"/>`);
    if (node.icon) {
      const size = (node.radius - ring) * 1.16;
      disc.push(
        `<path d="${iconPath(node.icon)}" fill="#fff" fill-rule="evenodd" transform="translate(${n(-size / 2)} ${n(-size / 2)}) scale(${(size / 24).toFixed(3)})"/>`,
      );
    }
    if (node.group)
      disc.push(
        `<text y="4" text-anchor="middle" font-size="12" font-weight="600" fill="${palette.text}">${node.group.count}</text>`,
      );
    disc.push(
      `<text y="${n(node.radius + 14)}" text-anchor="middle" font-size="12" fill="${palette.text}" stroke="${palette.canvas}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${xml(node.label)}</text>`,
    );
    parts.push(
      `<g transform="translate(${n(point.x)} ${n(point.y)})"><title>${xml(node.fullLabel)}</title>${disc.join('')}</g>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="${n(box.left - margin)} ${n(box.top - margin)} ${n(width)} ${n(height)}" font-family="Inter, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif">
<rect x="${n(box.left - margin)}" y="${n(box.top - margin)}" width="100%" height="100%" fill="${palette.canvas}"/>
${parts.join('\n')}
</svg>
`;
}
