/** Says what went wrong in the user's language, from a GraphQL or network error. */
import type { GraphQLError } from 'graphql';
import type { TFunction } from 'i18next';
import { CombinedError } from 'urql';

export interface ErrorText {
  readonly title: string;
  readonly detail: string;
  /** Everything a helper needs, for copying. */
  readonly copy: string;
}

export function errorText(error: unknown, t: TFunction): ErrorText {
  if (error instanceof CombinedError) {
    const first = error.graphQLErrors[0];
    if (first) {
      const code =
        typeof first.extensions['code'] === 'string' ? first.extensions['code'] : 'INTERNAL';
      const title = t(`errors.${code}`, {
        ns: 'common',
        defaultValue: t('errors.INTERNAL', { ns: 'common' }),
      });
      const copy = error.graphQLErrors
        .map((one) => `${code}: ${one.message} ${JSON.stringify(one.path ?? [])}`)
        .join('\n');
      return { title, detail: serverWords(first, t), copy };
    }
    const title = t('errors.network', { ns: 'common' });
    const detail = error.networkError?.message ?? '';
    return { title, detail, copy: `${title}\n${detail}` };
  }
  const detail = error instanceof Error ? error.message : String(error);
  const title = t('errors.INTERNAL', { ns: 'common' });
  return { title, detail, copy: error instanceof Error ? (error.stack ?? detail) : detail };
}

/** What the server says by key and parameters, in the user's language; its own English words where the key is not known. */
function serverWords({ message, extensions }: GraphQLError, t: TFunction): string {
  const { key, params } = extensions;
  if (typeof key !== 'string') return message;
  const values = typeof params === 'object' && params !== null ? params : {};
  return t(key, { ...values, ns: 'failure', defaultValue: message });
}
