/** Asks as soon as it is shown, once. */
import { useEffect, useRef } from 'react';

export function useAskedAtOnce(wanted: boolean, ask: () => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    ask();
  });
}
