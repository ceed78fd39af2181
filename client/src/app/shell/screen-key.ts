/** Key that opens the n-th screen of the rail, from 0: the digits in their order on the keyboard; further ones have none. */
export const screenKey = (index: number): string => String((index + 1) % 10);
