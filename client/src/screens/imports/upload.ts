/** Sends one file to the server with progress; the server answers with the id under which it may be looked at and imported. */
import { CombinedError } from 'urql';

export interface Uploaded {
  readonly uploadId: string;
  readonly name: string;
  readonly bytes: number;
}

export interface Upload {
  readonly done: Promise<Uploaded>;
  cancel(): void;
}

/** What the server says instead, in the words of its GraphQL errors. */
interface Refusal {
  readonly code: string;
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

const address = '/api/uploads';

function refused(message: string, said: Partial<Refusal> | null): CombinedError {
  const { code, key, params } = said ?? {};
  return new CombinedError({ graphQLErrors: [{ message, extensions: { code, key, params } }] });
}

/** XMLHttpRequest, because fetch tells nothing of how much has been sent. */
export function uploadFile(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const body = request.response as (Partial<Uploaded> & Partial<Refusal>) | null;
      if (request.status === 200 && body?.uploadId) resolve(body as Uploaded);
      else reject(refused(body?.message ?? `HTTP ${request.status}`, body));
    };
    request.onerror = () =>
      reject(new CombinedError({ networkError: new Error(`POST ${address}`) }));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
  });
  const form = new FormData();
  form.append('file', file);
  request.open('POST', address);
  request.responseType = 'json';
  request.send(form);
  return { done, cancel: () => request.abort() };
}
