/** From when on a watch is said to fire falsely. Of judged alerts: with fewer the share says little. */
export const enoughJudged = 10;
export const manyFalse = 0.3;
