/** The one list of questions to the whole graph: form, input and run of each follow from it. */
import type { z } from 'zod';
import { drift } from './drift/question.ts';
import { gangs } from './gangs/question.ts';
import { loops } from './loops/question.ts';
import type { Question } from './question.ts';

export const questions = { gangs, loops, drift } as const;
export type QuestionName = keyof typeof questions;
/** One of them, whichever: its parameters are checked by its own schema. */
export type AnyQuestion = Question<z.ZodType, z.ZodType>;
