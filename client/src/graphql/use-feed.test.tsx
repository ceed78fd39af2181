import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider, type Client, type TypedDocumentNode } from 'urql';
import { expect, it, vi } from 'vitest';
import { useFeed } from './use-feed.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
type Word = { readonly word: string };
const document_ = {} as TypedDocumentNode<Word, { after: number }>;

/** A client whose one subscription is written to by the test. */
function writtenClient() {
  let hand: ((result: { data?: Word }) => void) | null = null;
  const asked: unknown[] = [];
  const client = {
    subscription: (_query: unknown, variables: unknown) => ({
      subscribe(take: typeof hand) {
        asked.push(variables);
        hand = take;
        return { unsubscribe: () => (hand = null) };
      },
    }),
  };
  return {
    asked,
    client: client as unknown as Client,
    write: (...words: string[]) => words.forEach((word) => hand?.({ data: { word } })),
    listens: () => hand !== null,
  };
}

it('hands over every message, also of several at once, where other components may change', () => {
  const complaints = vi.spyOn(console, 'error');
  const { asked, client, write, listens } = writtenClient();
  let show: (word: string) => void = () => undefined;
  const heard: string[] = [];
  const take = ({ word }: Word) => {
    heard.push(word);
    show(word);
  };
  function Shown() {
    const [word, setWord] = useState('');
    show = setWord;
    return <b>{word}</b>;
  }
  const start = { after: 1 };
  function Feed({ from }: { from: typeof start | null }) {
    useFeed(document_, from, take);
    return null;
  }
  const place = document.createElement('div');
  const root = createRoot(place);
  const render = (from: typeof start | null) =>
    act(() =>
      root.render(
        <Provider value={client}>
          <Feed from={from} />
          <Shown />
        </Provider>,
      ),
    );
  render(null);
  expect(listens()).toBe(false);
  render(start);
  render(start);
  act(() => write('one', 'two'));
  expect(heard).toEqual(['one', 'two']);
  expect(place.textContent).toBe('two');
  expect(asked).toEqual([start]);
  expect(complaints).not.toHaveBeenCalled();
  act(() => root.unmount());
  expect(listens()).toBe(false);
});
