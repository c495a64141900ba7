/** 进度查询 without signing in: the stage and nothing about the person. */
import type { Route } from '../http'
import { serveFindProgress, type ProgressServices } from './find-progress'

export const progressRoutes = (services: ProgressServices): Route[] => [serveFindProgress(services)]
