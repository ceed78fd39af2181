/** To whom a fix belongs at its moment: the mover of the binding in force then, else the device's own. */

/** In a select over `position_device d` beside a binding `b`. */
export const boundMover = 'COALESCE(b.mover, d.mover)';
export const bindingOf = (moment: string): string =>
  `LEFT JOIN position_binding b ON b.scheme = d.scheme AND b.value = d.value AND ${moment} >= b.from_at AND ${moment} < b.to_at`;
