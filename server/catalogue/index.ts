/** 事项目录: items as data, found in everyday words, kept in every version a case was submitted under. */
export { createCatalogue, type Catalogue } from './catalogue'
export { loadPlace, type LoadedItem } from './load-place'
export { catalogueMigrations } from './migrations'
export type { Department } from './place'
export { DefinitionError } from './read-yaml'
export { catalogueRoutes } from './routes'
