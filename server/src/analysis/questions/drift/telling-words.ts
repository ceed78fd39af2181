/** Words of a name abroad that tell it from others: without case, marks and legal forms. */

const legalForms = new Set(
  'co company ltd limited llc inc incorporated corp corporation sa srl sarl gmbh ag bv nv plc pte pty pvt jsc lda ltda sl spa sdn bhd kk hk intl international the and of'.split(
    ' ',
  ),
);

export function telling(name: string): ReadonlySet<string> {
  const words = name
    .normalize('NFKD')
    .replaceAll(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !legalForms.has(word));
  return new Set(words);
}
