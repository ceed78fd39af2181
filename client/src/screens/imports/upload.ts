/** Sends one file to the server with progress; the server answers with the id under which it may be looked at and imported. */
export interface Uploaded {
  readonly uploadId: string;
  readonly name: string;
  readonly bytes: number;
}

export interface Upload {
  readonly done: Promise<Uploaded>;
  cancel(): void;
}

/** XMLHttpRequest, because fetch tells nothing of how much has been sent. */
export function uploadFile(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const body = request.response as Partial<Uploaded> & { code?: string; message?: string };
      if (request.status === 200 && body?.uploadId) resolve(body as Uploaded);
      else reject(new Error(body?.message ?? `HTTP ${request.status}`));
    };
    request.onerror = () => reject(new Error('network'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
  });
  const form = new FormData();
  form.append('file', file);
  request.open('POST', '/api/uploads');
  request.responseType = 'json';
  request.send(form);
  return { done, cancel: () => request.abort() };
}
