/** Chooses WebGL where a real GPU draws it, plain canvas where the browser would emulate one. */
import { createStore } from '../../app/store.ts';
import type { RendererName } from './graph-view.ts';

const emulated = /swiftshader|llvmpipe|softpipe|basic render|software|virgl/i;

/** Name of the WebGL renderer, null without WebGL 2. */
export function probeRenderer(): string | null {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    if (!context) return null;
    const info = context.getExtension('WEBGL_debug_renderer_info');
    const name = String(
      context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER),
    );
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return name;
  } catch {
    return null;
  }
}

export function rendererFor(probed: string | null): RendererName {
  return probed === null || emulated.test(probed) ? 'canvas' : 'webgl';
}

const storageKey = 'phecda.renderer';

function remembered(): RendererName | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'webgl' || stored === 'canvas' ? stored : null;
  } catch {
    return null;
  }
}

export const renderer = createStore<RendererName | null>(null);

export function startRenderer(): RendererName {
  const chosen = renderer.get() ?? remembered() ?? rendererFor(probeRenderer());
  renderer.set(chosen);
  return chosen;
}

export function switchRenderer(name: RendererName): void {
  renderer.set(name);
  try {
    localStorage.setItem(storageKey, name);
  } catch {
    // The choice lasts as long as the page.
  }
}
