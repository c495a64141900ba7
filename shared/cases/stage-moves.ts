import type { Stage } from './stage'

/**
 * Every move a 办件 may make from one stage to another, with its reason. What is not here never happens: a random test
 * drives cases through every order of reports, and `docs/case-stages.md` is drawn from this table.
 */
export const stageMoves: readonly (readonly [from: Stage, to: Stage, because: string])[] = [
  [
    'received',
    'accepted',
    'every department has accepted it; the limit runs from this day (行政许可法 第四十二条)',
  ],
  [
    'received',
    'underReview',
    'the last department accepted while another had already begun to examine or decided',
  ],
  [
    'received',
    'correctionRequired',
    'material is missing or wrong: told once, all points (行政许可法 第三十二条)',
  ],
  ['received', 'notAccepted', 'one department may not or need not accept it, and says why'],
  ['received', 'withdrawn', 'the applicant takes it back before any decision'],

  ['accepted', 'underReview', 'a department examines it or decides'],
  ['accepted', 'correctionRequired', 'a department that accepted found something to mend'],
  ['accepted', 'withdrawn', 'the applicant takes it back before any decision'],

  ['underReview', 'correctionRequired', 'the examination found something to mend'],
  ['underReview', 'concluded', 'every department has decided; one refusal refuses the whole'],
  ['underReview', 'withdrawn', 'the applicant takes it back before any decision'],

  ['correctionRequired', 'received', 'answered, and not every department has accepted yet'],
  [
    'correctionRequired',
    'accepted',
    'answered; meanwhile every department accepted and none has begun to examine',
  ],
  ['correctionRequired', 'underReview', 'answered, or the department that asked decides without the answer'],
  ['correctionRequired', 'notAccepted', 'not answered, or another department may not accept it'],
  ['correctionRequired', 'withdrawn', 'the applicant takes it back instead of answering'],
]

/** Is this a step the table knows? Staying where one is always is. */
export const mayMove = (from: Stage, to: Stage): boolean =>
  from === to || stageMoves.some(move => move[0] === from && move[1] === to)
