/** My cases: the list, one case, and the answer to a correction. */
export { CaseList } from './case-list'
export { CaseScreen } from './case-screen'
export { dayText, stageText, stageTone, termOf, termText } from './case-words'
export { CorrectionScreen } from './correction-screen'
