/** GraphML and GEXF 1.3 documents of what is shown, for Gephi, yEd and Cytoscape. */
import type { Display } from '../core/display.ts';
import type { Visible } from '../core/scope.ts';
import { lastDay } from './rows.ts';

// XML 1.0 forbids the control characters; leaving them out is the only way to write such a text.
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export function xml(text: string): string {
  return text
    .replace(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function toGraphMl(visible: Visible, display: Display): string {
  const keys = [
    ['node', 'type', 'string'],
    ['node', 'label', 'string'],
    ['node', 'tags', 'string'],
    ['node', 'degree', 'int'],
    ['node', 'x', 'double'],
    ['node', 'y', 'double'],
    ['edge', 'kind', 'string'],
    ['edge', 'weight', 'int'],
    ['edge', 'from', 'string'],
    ['edge', 'to', 'string'],
  ] as const;
  const data = (key: string, value: string | number) =>
    `<data key="${key}">${xml(String(value))}</data>`;
  const nodes = visible.nodes.map((node) => {
    const point = display.positions.get(node.id) ?? { x: 0, y: 0 };
    return `<node id="${xml(node.id)}">${data('node-type', node.type)}${data('node-label', node.label)}${data('node-tags', node.tags.join(';'))}${data('node-degree', node.degree)}${data('node-x', Math.round(point.x))}${data('node-y', Math.round(point.y))}</node>`;
  });
  const edges = visible.links.map(
    (link) =>
      `<edge id="${xml(link.id)}" source="${xml(link.source)}" target="${xml(link.target)}">${data('edge-kind', link.kind)}${data('edge-weight', link.weight)}${data('edge-from', link.periods[0]?.from ?? '')}${data('edge-to', lastDay(link))}</edge>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
${keys.map(([owner, name, type]) => `<key id="${owner}-${name}" for="${owner}" attr.name="${name}" attr.type="${type}"/>`).join('\n')}
<graph id="phecda" edgedefault="directed">
${[...nodes, ...edges].join('\n')}
</graph>
</graphml>
`;
}

function rgb(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `<viz:color r="${r}" g="${g}" b="${b}"/>`;
}

export function toGexf(visible: Visible, display: Display): string {
  const nodes = visible.nodes.map((node) => {
    const point = display.positions.get(node.id) ?? { x: 0, y: 0 };
    const disc = display.nodes.get(node.id);
    const look = disc ? `${rgb(disc.colour)}<viz:size value="${Math.round(disc.radius)}"/>` : '';
    return `<node id="${xml(node.id)}" label="${xml(node.label)}"><attvalues><attvalue for="type" value="${xml(node.type)}"/><attvalue for="tags" value="${xml(node.tags.join(';'))}"/></attvalues><viz:position x="${Math.round(point.x)}" y="${Math.round(-point.y)}" z="0"/>${look}</node>`;
  });
  const edges = visible.links.map(
    (link) =>
      `<edge id="${xml(link.id)}" source="${xml(link.source)}" target="${xml(link.target)}" weight="${link.weight}" label="${xml(link.kind)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>Phecda</creator></meta>
<graph defaultedgetype="directed" mode="static">
<attributes class="node"><attribute id="type" title="type" type="string"/><attribute id="tags" title="tags" type="string"/></attributes>
<nodes>
${nodes.join('\n')}
</nodes>
<edges>
${edges.join('\n')}
</edges>
</graph>
</gexf>
`;
}
