// For the type checker and for tests; the builds take request.h5.ts or request.weapp.ts.
export { NoAnswer, randomKey, send, sendFile, type Reply } from './request.h5'
