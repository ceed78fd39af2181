/** The WebGL renderer: sigma 3 draws discs with icons and rings and lines with arrows; everything else is the stage's. */
import { createNodeBorderProgram } from '@sigma/node-border';
import { createNodeImageProgram } from '@sigma/node-image';
import EdgeCurveProgram, {
  EdgeCurvedArrowProgram,
  EdgeCurvedDoubleArrowProgram,
} from '@sigma/edge-curve';
import Graph from 'graphology';
import Sigma from 'sigma';
import {
  createNodeCompoundProgram,
  EdgeArrowProgram,
  EdgeDoubleArrowProgram,
  EdgeRectangleProgram,
} from 'sigma/rendering';
import type { DisplayEdge, DisplayNode } from '../core/display.ts';
import { mixColours } from '../../app/mix-colours.ts';
import type { Camera } from '../core/saved-state.ts';
import type { Lit } from '../core/selection.ts';
import type { Point } from '../core/types.ts';
import { fading, zoomFactor, type GraphView, type Scene } from './graph-view.ts';

/** Side of the fixed square that sigma takes for the graph's bounds, in canvas units. */
const square = 1000;

interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  color: string;
  ringColor: string;
  ringSize: number;
  gapColor: string;
  gapSize: number;
  image?: string;
  iconColor: string;
  zIndex: number;
}
interface EdgeAttributes {
  size: number;
  color: string;
  type: string;
  curvature: number;
  zIndex: number;
}

function edgeType(edge: DisplayEdge): string {
  if (edge.curvature !== 0) {
    if (edge.arrowToSource && edge.arrowToTarget) return 'curvedDoubleArrow';
    return edge.arrowToTarget || edge.arrowToSource ? 'curvedArrow' : 'curve';
  }
  if (edge.arrowToSource && edge.arrowToTarget) return 'doubleArrow';
  return edge.arrowToTarget || edge.arrowToSource ? 'arrow' : 'line';
}

export class SigmaView implements GraphView {
  readonly name = 'webgl';
  readonly #container = document.createElement('div');
  readonly #graph = new Graph<NodeAttributes, EdgeAttributes>({ type: 'directed', multi: true });
  readonly #sigma: Sigma<NodeAttributes, EdgeAttributes>;
  readonly #images = new Map<string, string>();
  #scene: Scene | null = null;
  #lit: Lit | null = null;
  #smallestSide = 1;
  #then: (() => void) | null = null;
  #ended = false;

  /** `onLost` is told when the browser takes the WebGL context away. */
  constructor(container: HTMLElement, onLost: () => void) {
    this.#container.className = 'stage-layer';
    container.append(this.#container);
    this.#sigma = new Sigma<NodeAttributes, EdgeAttributes>(this.#graph, this.#container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      stagePadding: 0,
      minEdgeThickness: 1.7,
      zIndex: true,
      itemSizesReference: 'screen',
      zoomToSizeRatioFunction: (ratio) =>
        1 / zoomFactor(this.#smallestSide / (square * ratio), this.#scene?.display ?? { room: 1 }),
      defaultNodeType: 'entity',
      nodeProgramClasses: {
        entity: createNodeCompoundProgram([
          createNodeBorderProgram<NodeAttributes, EdgeAttributes>({
            borders: [
              {
                color: { attribute: 'ringColor' },
                size: { attribute: 'ringSize', defaultValue: 0, mode: 'relative' },
              },
              {
                color: { attribute: 'gapColor' },
                size: { attribute: 'gapSize', defaultValue: 0, mode: 'relative' },
              },
              { color: { attribute: 'color' }, size: { fill: true } },
            ],
          }),
          createNodeImageProgram<NodeAttributes, EdgeAttributes>({
            drawingMode: 'color',
            colorAttribute: 'iconColor',
            keepWithinCircle: false,
            // The margin is in the picture: padding here would show neighbours of the texture atlas.
            padding: 0,
            size: { mode: 'force', value: 96 },
          }),
        ]),
      },
      edgeProgramClasses: {
        line: EdgeRectangleProgram,
        arrow: EdgeArrowProgram,
        doubleArrow: EdgeDoubleArrowProgram,
        curve: EdgeCurveProgram,
        curvedArrow: EdgeCurvedArrowProgram,
        curvedDoubleArrow: EdgeCurvedDoubleArrowProgram,
      },
      nodeReducer: (id, data) => this.#nodeLook(id, data),
      edgeReducer: (id, data) => this.#edgeLook(id, data),
    });
    this.#sigma.setCustomBBox({ x: [-square / 2, square / 2], y: [-square / 2, square / 2] });
    this.#sigma.on('afterRender', () => {
      const then = this.#then;
      this.#then = null;
      then?.();
    });
    for (const canvas of Object.values(this.#sigma.getCanvases())) {
      canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        // Sigma gives its contexts back when it ends; that is no loss.
        if (!this.#ended) onLost();
        this.#ended = true;
      });
    }
  }

  #nodeLook(id: string, data: NodeAttributes): Partial<NodeAttributes> {
    if (this.#lit === null || this.#lit.nodes.has(id) || !this.#scene) return data;
    const ground = this.#scene.palette.canvas;
    return {
      ...data,
      color: mixColours(data.color, ground, fading),
      gapColor: mixColours(data.gapColor, ground, fading),
      ringColor: mixColours(data.ringColor, ground, fading),
      iconColor: mixColours('#ffffff', ground, fading * 0.7),
      zIndex: 0,
    };
  }

  #edgeLook(id: string, data: EdgeAttributes): Partial<EdgeAttributes> {
    if (this.#lit === null || this.#lit.edges.has(id) || !this.#scene) return data;
    return {
      ...data,
      color: mixColours(data.color, this.#scene.palette.canvas, fading),
      zIndex: 0,
    };
  }

  #image(type: string): string {
    let image = this.#images.get(type);
    if (!image) {
      const path = this.#scene!.iconPath(type);
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="-8 -8 40 40"><path d="${path}" fill="#fff" fill-rule="evenodd"/></svg>`;
      image = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      this.#images.set(type, image);
    }
    return image;
  }

  #nodeAttributes(node: DisplayNode, point: Point): NodeAttributes {
    const { palette } = this.#scene!;
    const ringed = node.level > 1;
    return {
      x: point.x,
      y: -point.y,
      size: node.radius,
      color: node.colour,
      ringColor: ringed ? (palette.risk[node.level] ?? palette.risk[5]) : node.colour,
      // A ring of no width would leave a jagged rim: without a tag it has the disc's own colour.
      ringSize: 0.2,
      gapColor: ringed ? palette.canvas : node.colour,
      gapSize: 0.07,
      ...(node.icon && { image: this.#image(node.icon) }),
      iconColor: '#ffffff',
      zIndex: 1,
    };
  }

  setScene(scene: Scene): void {
    if (scene.palette !== this.#scene?.palette) this.#images.clear();
    this.#scene = scene;
    const graph = this.#graph;
    const { display } = scene;
    const turned = (edge: DisplayEdge) => edge.arrowToSource && !edge.arrowToTarget;
    const ends = (edge: DisplayEdge): [string, string] =>
      turned(edge) ? [edge.target, edge.source] : [edge.source, edge.target];
    for (const id of graph.edges()) {
      const edge = display.edges.get(id);
      if (!edge || ends(edge)[0] !== graph.source(id) || ends(edge)[1] !== graph.target(id))
        graph.dropEdge(id);
    }
    for (const id of graph.nodes()) if (!display.nodes.has(id)) graph.dropNode(id);
    for (const node of display.nodes.values()) {
      const attributes = this.#nodeAttributes(
        node,
        display.positions.get(node.id) ?? { x: 0, y: 0 },
      );
      if (graph.hasNode(node.id)) graph.replaceNodeAttributes(node.id, attributes);
      else graph.addNode(node.id, attributes);
    }
    for (const edge of display.edges.values()) {
      const attributes: EdgeAttributes = {
        size: edge.width,
        color: edge.colour,
        type: edgeType(edge),
        curvature: turned(edge) ? -edge.curvature : edge.curvature,
        zIndex: 1,
      };
      if (graph.hasEdge(edge.id)) graph.replaceEdgeAttributes(edge.id, attributes);
      else graph.addEdgeWithKey(edge.id, ...ends(edge), attributes);
    }
  }

  setLit(lit: Lit | null): void {
    const before = this.#lit;
    this.#lit = lit;
    const changed = (
      all: string[],
      was: ReadonlySet<string> | undefined,
      is: ReadonlySet<string> | undefined,
    ) => all.filter((id) => (was?.has(id) ?? true) !== (is?.has(id) ?? true));
    const nodes = changed(this.#graph.nodes(), before?.nodes, lit?.nodes);
    const edges = changed(this.#graph.edges(), before?.edges, lit?.edges);
    if (nodes.length || edges.length)
      this.#sigma.refresh({
        partialGraph: { nodes, edges },
        skipIndexation: false,
        schedule: true,
      });
  }

  setPositions(positions: ReadonlyMap<string, Point>): void {
    this.#graph.updateEachNodeAttributes(
      (id, attributes) => {
        const point = positions.get(id);
        return point ? { ...attributes, x: point.x, y: -point.y } : attributes;
      },
      { attributes: ['x', 'y'] },
    );
  }

  resize(width: number, height: number): void {
    this.#container.style.width = `${width}px`;
    this.#container.style.height = `${height}px`;
    this.#smallestSide = Math.max(1, Math.min(width, height));
    this.#sigma.resize();
    this.#sigma.scheduleRefresh();
  }

  draw(camera: Camera, then: () => void): void {
    this.#then = then;
    this.#sigma.getCamera().setState({
      x: 0.5 + camera.x / square,
      y: 0.5 - camera.y / square,
      ratio: this.#smallestSide / (square * camera.scale),
      angle: 0,
    });
    this.#sigma.scheduleRender();
  }

  copyTo(target: CanvasRenderingContext2D): void {
    // The drawing buffer is only there right after rendering.
    this.#sigma.refresh({ schedule: false });
    const canvases = this.#sigma.getCanvases();
    const { width, height } = this.#sigma.getDimensions();
    for (const name of ['edges', 'nodes']) {
      const canvas = canvases[name];
      if (canvas) target.drawImage(canvas, 0, 0, width, height);
    }
  }

  destroy(): void {
    this.#ended = true;
    this.#sigma.kill();
    this.#container.remove();
  }
}
