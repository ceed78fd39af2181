/** The embedded graph store's thread: answers the host's calls one by one as they become ready. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedGraph } from './embedded-graph.ts';
import type {
  GraphArguments,
  GraphReply,
  GraphRequest,
  GraphResult,
  GraphWorkerData,
} from './worker-messages.ts';

if (parentPort === null) throw new Error('graph-worker runs in a worker thread');
const port = parentPort;
const { keep, searched } = workerData as GraphWorkerData;
const graph = new EmbeddedGraph(keep, searched);
/** Questions under way that can be called off, by call. */
const running = new Map<number, AbortController>();
const streams = new Map<number, AsyncIterator<unknown>>();

async function answer(request: GraphRequest): Promise<unknown> {
  if ('cancel' in request) {
    running.get(request.cancel)?.abort();
    return null;
  }
  if ('open' in request) {
    streams.set(request.stream, graph[request.open]()[Symbol.asyncIterator]());
    return null;
  }
  if ('step' in request) {
    const stream = streams.get(request.stream);
    if (stream === undefined) return null;
    const result = request.step === 'next' ? await stream.next() : await stream.return?.();
    if (result === undefined || result.done === true) {
      streams.delete(request.stream);
      return null;
    }
    return result.value;
  }
  if (request.method === 'paths') {
    const { call } = request;
    const [query] = request.args as GraphArguments<'paths'>;
    const abort = new AbortController();
    running.set(call, abort);
    return graph.paths(query, abort.signal).finally(() => running.delete(call));
  }
  const method = graph[request.method] as (...args: readonly unknown[]) => unknown;
  return await method.apply(graph, [...request.args]);
}

port.on('message', (request: GraphRequest) => {
  answer(request).then(
    (value) =>
      port.postMessage(
        { call: request.call, value } satisfies GraphReply,
        movedWith(request, value),
      ),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      port.postMessage({ call: request.call, error: { name, message } } satisfies GraphReply);
    },
  );
});

/** Memory that goes along instead of being copied. */
function movedWith(request: GraphRequest, value: unknown): ArrayBuffer[] {
  if (!('method' in request) || request.method !== 'expandWritten') return [];
  const { nodes, relations, subjects } = value as GraphResult<'expandWritten'>;
  return [nodes, relations, subjects.words, subjects.types].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
}
