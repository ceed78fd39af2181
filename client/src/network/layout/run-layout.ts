/** Starts a layout in a worker of its own; stopping it ends the worker. */
import type { LayoutReply, LayoutRequest } from './layout.worker.ts';
import type { LayoutInput, LayoutName, Positions } from './layouts.ts';

function start(
  request: LayoutRequest,
  onReply: (reply: LayoutReply) => void,
  onError: (error: Error) => void,
): () => void {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), {
    type: 'module',
    name: 'layout',
  });
  worker.onmessage = (event: MessageEvent<LayoutReply>) => {
    onReply(event.data);
    if (event.data.kind !== 'progress') worker.terminate();
  };
  worker.onerror = (event) => {
    worker.terminate();
    onError(new Error(event.message || 'layout failed'));
  };
  worker.postMessage(request);
  return () => worker.terminate();
}

export interface RunningLayout {
  readonly finished: Promise<Positions | null>;
  stop(): void;
}

export function runLayout(
  name: LayoutName,
  input: LayoutInput,
  onProgress: (positions: Positions, done: number) => void,
): RunningLayout {
  let end: () => void = () => undefined;
  let resolveStopped: (value: null) => void = () => undefined;
  const finished = new Promise<Positions | null>((resolve, reject) => {
    resolveStopped = resolve;
    end = start(
      { task: name, input },
      (reply) => {
        if (reply.kind === 'progress') onProgress(reply.positions, reply.done);
        else if (reply.kind === 'done') resolve(reply.positions);
      },
      reject,
    );
  });
  return {
    finished,
    stop() {
      end();
      resolveStopped(null);
    },
  };
}

export function detectCommunities(input: LayoutInput): Promise<Map<string, number>> {
  return new Promise((resolve, reject) => {
    start(
      { task: 'detect', input },
      (reply) => reply.kind === 'communities' && resolve(reply.communities),
      reject,
    );
  });
}
