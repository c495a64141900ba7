/** 进度查询 without signing in. */
export { ProgressByNumber } from './progress-by-number'
