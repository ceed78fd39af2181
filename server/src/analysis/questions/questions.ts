/** The one list of questions to the whole graph: form, input and run of each follow from it. */
import { gangs } from './gangs/question.ts';

export const questions = { gangs } as const;
export type QuestionName = keyof typeof questions;
