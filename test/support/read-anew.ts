/** The kept answers of a server's services, with nothing kept: a test's world moves on without a view that tells. */
import { entityIdsOf } from '@phecda/server/reading/entity-ids';
import { goodsLabels } from '@phecda/server/reading/goods-names';
import { KeptAnswers } from '@phecda/server/reading/kept-answers';
import { partiesOfDeclarations } from '@phecda/server/reading/search';

let asked = 0;
const everNew = (): number => asked++;

export const readAnew = {
  entityIds: new KeptAnswers(everNew, entityIdsOf),
  goodsLabels: new KeptAnswers(everNew, goodsLabels),
  declarationParties: new KeptAnswers(everNew, partiesOfDeclarations),
};
