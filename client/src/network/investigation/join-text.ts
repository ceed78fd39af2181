/** Joins two texts that grew from a third one, sentence by sentence. */
import { diff3MergeRegions } from 'node-diff3';

export interface JoinedText {
  readonly text: string;
  /** True where both rewrote the same sentence: both versions stand in the text. */
  readonly disputed: boolean;
}

const sentences = (text: string): string[] =>
  text.match(/[^。；！？.;!?\n]+[。；！？.;!?]*|[。；！？.;!?]+|\n/gu) ?? [];

/** @param both how two versions of one passage stand side by side. */
export function joinTexts(
  base: string,
  mine: string,
  theirs: string,
  both: (mine: string, theirs: string) => string,
): JoinedText {
  if (mine === base || mine === theirs) return { text: theirs, disputed: false };
  if (theirs === base) return { text: mine, disputed: false };
  let disputed = false;
  const parts = diff3MergeRegions(sentences(mine), sentences(base), sentences(theirs)).map(
    (region) => {
      if (region.stable) return region.bufferContent.join('');
      const joined = joinPassage(region.oContent, region.aContent, region.bContent, both);
      disputed ||= joined.disputed;
      return joined.text;
    },
  );
  return { text: parts.join(''), disputed };
}

/** A passage that both changed, though perhaps not the same sentences of it. */
function joinPassage(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  both: (mine: string, theirs: string) => string,
): JoinedText {
  const [own, other] = [mine.join(''), theirs.join('')];
  if (own === other) return { text: own, disputed: false };
  if (base.length === 0) return { text: inLines(other, own), disputed: false };
  const follows = (longer: readonly string[]) => base.every((one, index) => longer[index] === one);
  if (follows(theirs))
    return { text: inLines(own, theirs.slice(base.length).join('')), disputed: false };
  if (follows(mine))
    return { text: inLines(other, mine.slice(base.length).join('')), disputed: false };
  if (mine.length !== base.length || theirs.length !== base.length)
    return { text: both(own, other), disputed: true };
  let disputed = false;
  const text = base.map((before, index) => {
    const [a, b] = [mine[index] ?? '', theirs[index] ?? ''];
    if (a === before || a === b) return b;
    if (b === before) return a;
    disputed = true;
    return both(a, b);
  });
  return { text: text.join(''), disputed };
}

const inLines = (first: string, second: string) =>
  first === '' || first.endsWith('\n') || second.startsWith('\n')
    ? first + second
    : `${first}\n${second}`;
