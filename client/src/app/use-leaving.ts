/** Whether a change to another screen is under way: the code of screens is loaded first, and writing an address meanwhile would end the change. */
import { useLocation, useNavigation } from 'react-router';

export function useLeaving(): boolean {
  const { pathname } = useLocation();
  const { location: next } = useNavigation();
  return next !== undefined && next.pathname !== pathname;
}
