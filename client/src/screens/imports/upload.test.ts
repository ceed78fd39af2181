/** A refused upload says why in the reader's language. */
import i18next from 'i18next';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startI18n } from '../../i18n/i18n.ts';
import { errorText } from '../../app/error-text.ts';
import { uploadFile } from './upload.ts';

/** A server that answers every upload so. */
function answerWith(status: number, response: unknown): void {
  class Request {
    readonly upload = {};
    readonly status = status;
    readonly response = response;
    onload = (): void => undefined;
    open(): void {}
    send(): void {
      queueMicrotask(() => this.onload());
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
}
beforeAll(async () => {
  await startI18n();
  await i18next.loadLanguages(['zh', 'en']);
});
afterEach(() => vi.unstubAllGlobals());

const upload = (): Promise<unknown> => uploadFile(new File(['x'], 'a.csv'), () => undefined).done;

test('too many requests, in Chinese and English', async () => {
  answerWith(429, {
    code: 'RATE_LIMITED',
    key: 'error.tooOften',
    params: { seconds: 12 },
    message: 'Too many requests; ask again in 12 s.',
  });
  const error: unknown = await upload().catch((thrown: unknown) => thrown);
  expect(errorText(error, i18next.getFixedT('zh'))).toMatchObject({
    title: '请求过于频繁。',
    detail: '短时间内请求过多，请 12 秒后再试。',
  });
  expect(errorText(error, i18next.getFixedT('en'))).toMatchObject({
    title: 'That was too often.',
    detail: 'Too many requests in a short time; try again in 12 seconds.',
  });
});

test('an answer that is not the server’s own is an error too', async () => {
  answerWith(502, null);
  await expect(upload()).rejects.toThrow('HTTP 502');
});
