/** What a renderer of the network must do; camera, pointer, labels and badges are the stage's and the same for all. */
import type { Display } from '../core/display.ts';
import type { Camera } from '../core/saved-state.ts';
import type { Lit } from '../core/selection.ts';
import type { Point } from '../core/types.ts';
import type { Palette } from '../../app/theme.ts';

export interface Scene {
  readonly display: Display;
  readonly palette: Palette;
  iconPath(type: string): string;
}

export type RendererName = 'webgl' | 'canvas';

export interface GraphView {
  readonly name: RendererName;
  /** New discs and lines; positions are those of the display until `setPositions`. */
  setScene(scene: Scene): void;
  /** What keeps its colour; null = all. */
  setLit(lit: Lit | null): void;
  setPositions(positions: ReadonlyMap<string, Point>): void;
  resize(width: number, height: number): void;
  /** Draws and then calls back, in the same frame where it can. */
  draw(camera: Camera, then: () => void): void;
  /** The picture without overlays, drawn onto `target` at its current transform in CSS pixels. */
  copyTo(target: CanvasRenderingContext2D): void;
  destroy(): void;
}

/** Discs and lines grow with the square root of the zoom, within limits, and never so far that two discs touch. */
export function zoomFactor(scale: number, { room }: Pick<Display, 'room'>): number {
  return Math.min(1.9, Math.max(0.3, Math.sqrt(scale)), scale * room);
}

/** Share of the ground in a faded colour: what is not lit is drawn at 20 %. */
export const fading = 0.8;
